// Looks up every number that the output states in all sources and in the question.
import { statedNumbers } from '@/lib/domain/match/match-stated-number';
import { withoutCitations } from '@/lib/domain/anchor/anchor-inline';
import { valueKind } from '@/lib/domain/anchor/anchor-value';
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import type { Check, CheckInput, Said } from './check';
import { claimWords, counted } from './claim-words';
import { evidenceSpace } from './evidence-space';
import { type KnownFigures, knownFigures } from './known-figures';

export const numberNotInSource: Check = {
  id: 'numbers',
  version: '1',
  codes: [
    {
      code: 'number_not_in_source',
      title: 'Number not in any source',
      severity: 'high',
      explanation:
        'The output states a number that stands in no source and was not in the question, in no form or rounding: it was made up, computed, or read wrongly.',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    if (space.sources.length === 0) return [];
    const known = knownFigures(space);
    return input.readings.flatMap((reading) => {
      const missing = missingNumbers(reading, known);
      if (missing.length === 0) return [];
      const detail = `${claimWords(reading.claim)} states ${counted(missing.length, 'number')} that no source has: ${missing.join(', ')}.`;
      return [
        {
          code: 'number_not_in_source',
          claimId: reading.claim.claimId,
          detail,
          anchors: reading.claim.state === 'contradicted' ? reading.claim.anchors : [],
        },
      ];
    });
  },
};

function missingNumbers({ claim }: ClaimReading, known: KnownFigures): string[] {
  if (claim.kind === 'field' && typeof claim.value !== 'string') {
    return typeof claim.value === 'number' && (claim.state === 'missing' || claim.state === 'contradicted') ? [claim.text] : [];
  }
  if (claim.kind === 'field' && valueKind(claim.value) === 'date') return [];
  if (claim.state === 'exact' || claim.state === 'normalised') return [];
  const text = withoutCitations(claim.text);
  return statedNumbers(text)
    .filter((mention) => !known.hasNumber(mention))
    .map(({ start, end }) => text.slice(start, end));
}
