// Finds two sentences of one answer that say the same thing of the same subject in ways that cannot both hold.
import type { Claim } from '@/lib/domain/evidence';
import { answerIn } from '@/lib/domain/assemble/assemble-text';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { type OpposedSentence, opposedSentence } from './opposed-sentence';
import { likePairs } from './like-pairs';

export const selfContradiction: Check = {
  id: 'self-contradiction',
  version: '1',
  codes: [
    {
      code: 'self_contradiction',
      title: 'Contradicts itself',
      severity: 'low',
      explanation:
        'Two sentences of the answer say the same of the same subject, but with another number, date, direction or quantifier, or one of them with a “not”: one of the two is wrong.',
    },
  ],
  run({ run, readings }: CheckInput): Said[] {
    const output = run.facts.output === undefined ? null : answerIn(run.facts.output).value;
    if (typeof output !== 'string') return [];
    const sentences = readings.flatMap(({ claim }) => (claim.kind === 'sentence' ? [claim] : []));
    const told = new Set<string>();
    return likePairs(sentences).flatMap(([first, second]): Said[] => {
      if (told.has(second.claimId) || isUnderOtherHeading(output, first, second)) return [];
      const opposed = opposedSentence(first.text, second.text);
      if (!opposed) return [];
      told.add(second.claimId);
      const anchors = readings.flatMap(({ claim }) =>
        claim.claimId === first.claimId || claim.claimId === second.claimId ? claim.anchors : [],
      );
      return [{ code: 'self_contradiction', claimId: second.claimId, anchors, detail: detailOf(first, second, opposed) }];
    });
  },
};

const detailOf = (first: Claim, second: Claim, { before, after }: OpposedSentence): string =>
  `${claimWords(second)} says “${shorten(after, 40)}” where the answer said “${shorten(before, 40)}” before: “${shorten(first.text)}”.`;

/** Headings, and lines that end in a colon, begin another subject. */
const HEADING = /\n\s*(?:#{1,6}\s[^\n]*|\*\*[^\n]{1,80}\*\*:?\s*|[^\n]{1,120}:)\s*(?=\n)/u;

function isUnderOtherHeading(output: string, first: Claim, second: Claim): boolean {
  const [from, to] = [first.range?.[1] ?? 0, second.range?.[0] ?? 0];
  const between = output.slice(from, to);
  return between.length > MAX_BETWEEN || HEADING.test(`${between}\n`) || /\|/u.test(between);
}

/** Further apart than this the subject may have changed. Characters. */
const MAX_BETWEEN = 6000;
