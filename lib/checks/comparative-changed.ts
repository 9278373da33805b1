// Finds sentences that follow a source but say the opposite direction: more for less, before for after, rose for fell, and figures
// that go the other way.
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import { changedWords } from './changed-words';
import type { Check, CheckInput, Said } from './check';
import { claimWords } from './claim-words';
import { COMPARATIVES, excludesDirection } from './comparative-words';
import { type EvidenceSpace, evidenceSpace } from './evidence-space';
import { followedSentence } from './followed-sentence';
import { figuresAgainst, swappedFigures, swappedSides } from './number-direction';
import { sayChange } from './say-change';

export const comparativeChanged: Check = {
  id: 'comparatives',
  version: '1',
  codes: [
    {
      code: 'comparative_changed',
      title: 'Direction changed',
      severity: 'low',
      explanation:
        'The output follows a sentence of a source but says the opposite direction (more for less, before for after, rose for fell), swaps what is compared, or gives figures that go the other way than its words.',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    return input.readings.flatMap((reading) => changesIn(reading, space));
  },
};

function changesIn(reading: ClaimReading, space: EvidenceSpace): Said[] {
  const { claim } = reading;
  const code = 'comparative_changed';
  const against = claim.kind === 'sentence' ? figuresAgainst(claim.text) : null;
  if (against)
    return [
      {
        code,
        claimId: claim.claimId,
        anchors: claim.anchors,
        detail: `${claimWords(claim)} says “${against.word}”, but goes from ${against.from} to ${against.to}.`,
      },
    ];
  const followed = followedSentence(reading, space);
  if (!followed) return [];
  const changed = changedWords(claim.text, followed, space, { classes: COMPARATIVES, excludes: excludesDirection });
  if (changed.length > 0)
    return changed.map(({ ours, theirs }) => sayChange(code, claim, followed, `says “${ours.words}” for the “${theirs.words}” of`));
  const figures = swappedFigures(claim.text, followed.text);
  if (figures) return [sayChange(code, claim, followed, `goes from ${figures.from} to ${figures.to}, the other way round than`)];
  const sides = swappedSides(followed);
  return sides ? [sayChange(code, claim, followed, `compares “${sides.left}” with “${sides.right}”, the other way round than`)] : [];
}
