// Finds sentences that follow a source but say it of all instead of some, as a duty instead of a permission, or without its exception.
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import { type ClassedWord, changedWords, classedWords } from './changed-words';
import type { Check, CheckInput, Said } from './check';
import { type EvidenceSpace, evidenceSpace } from './evidence-space';
import { droppedException } from './dropped-exception';
import { type Followed, followedSentence } from './followed-sentence';
import { BOUNDS, BOUNDS_AFTER, excludesDuty, excludesExtent, MODALS, QUANTIFIERS } from './quantifier-words';
import { sayChange } from './say-change';

export const quantifierChanged: Check = {
  id: 'quantifiers',
  version: '2',
  codes: [
    {
      code: 'quantifier_changed',
      title: 'Quantifier changed',
      severity: 'low',
      explanation:
        'The output follows a sentence of a source but says it of more or fewer: all for some, always for often, at most for at least.',
    },
    {
      code: 'modality_changed',
      title: 'Duty changed',
      severity: 'low',
      explanation:
        'The output follows a sentence of a source but makes a duty of a permission or of advice, a promise of a possibility, or the other way round.',
    },
    {
      code: 'exception_dropped',
      title: 'Exception dropped',
      severity: 'low',
      explanation: 'The output follows a sentence of a source closely but leaves out its exception or condition (except, unless, only if).',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    return input.readings.flatMap((reading, index) => {
      const followed = followedSentence(reading, space);
      if (!followed) return [];
      const around = [index - 1, index + 1].map((at) => input.readings[at]?.claim.text ?? '').join(' ');
      return [...changesIn(reading, followed, space), ...exceptionOf(reading, followed, around)];
    });
  },
};

function changesIn({ claim }: ClaimReading, followed: Followed, space: EvidenceSpace): Said[] {
  const extents = changedWords(claim.text, followed, space, { classes: QUANTIFIERS, excludes: excludesExtent });
  const bounds = changedBounds(claim.text, followed);
  // `at least one`: a number in words has no digits to meet by, but it stands between the same words.
  const spelled = changedWords(claim.text, followed, space, { classes: BOUNDS, excludes: (ours, theirs) => ours !== theirs });
  const duties = changedWords(claim.text, followed, space, { classes: MODALS, excludes: excludesDuty });
  const say = (code: string, { ours, theirs }: { ours: ClassedWord; theirs: ClassedWord }) =>
    sayChange(code, claim, followed, `says “${ours.words}” for the “${theirs.words}” of`);
  return [
    ...[...extents, ...(bounds.length > 0 ? bounds : spelled)].map((change) => say('quantifier_changed', change)),
    ...duties.map((change) => say('modality_changed', change)),
  ];
}

/** `at most 30` for `at least 30`: bounds of one number, where neither sentence has a bound of the other kind besides. */
function changedBounds(claim: string, { ours, theirs, on, text }: Followed): { ours: ClassedWord; theirs: ClassedWord }[] {
  const [mine, other] = [boundsIn(claim, ours), boundsIn(text, theirs)];
  const isMixed = [mine, other].some((bounds) => new Set([...bounds.values()].map(({ name }) => name)).size > 1);
  if (isMixed) return [];
  return [...mine].flatMap(([at, bound]) => {
    const their = other.get(on[at] ?? -1);
    return their && their.name !== bound.name ? [{ ours: bound, theirs: their }] : [];
  });
}

/** Bounds by the number that they speak of: the next one behind `at least`, the last one before `or more`. */
function boundsIn(text: string, tokens: Followed['ours']): Map<number, ClassedWord> {
  const found = new Map<number, ClassedWord>();
  const note = (bound: ClassedWord, places: readonly number[]) => {
    const at = places.find((place) => tokens[place]?.isNumber);
    if (at !== undefined) found.set(at, bound);
  };
  for (const bound of classedWords(text, tokens, BOUNDS)) note(bound, [bound.to, bound.to + 1]);
  for (const bound of classedWords(text, tokens, BOUNDS_AFTER)) note(bound, [bound.from - 1, bound.from - 2, bound.from - 3]);
  return found;
}

function exceptionOf({ claim }: ClaimReading, followed: Followed, around: string): Said[] {
  const dropped = droppedException(claim.text, followed, around);
  return dropped === null ? [] : [sayChange('exception_dropped', claim, followed, `leaves out “${dropped}” of`)];
}
