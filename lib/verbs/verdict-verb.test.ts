import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verdictSchema } from '@/lib/domain/review/review-verdict';
import { verbOfVerdict, verbsOfVerdict } from './verdict-verb';

const answer = <T extends string>(...words: T[]) => fc.option(fc.constantFrom(...words), { nil: undefined });
const verdicts = fc
  .record({
    claim_id: fc.constant('c1'),
    value: answer('right', 'wrong', 'cannot_tell'),
    place: answer('right', 'wrong', 'none'),
    support: answer('supports', 'partly', 'silent', 'contradicts'),
    absent: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map((one) => verdictSchema.parse(one));

it('finds a verb for every verdict that says something, and none for one that says nothing', () => {
  fc.assert(
    fc.property(verdicts, (verdict) => {
      const isSilent = !verdict.value && !verdict.place && !verdict.support && !verdict.absent;
      expect(verbsOfVerdict(verdict).length > 0).toBe(!isSilent);
    }),
    { numRuns: 500 },
  );
});

it('calls no verdict right that finds a fault', () => {
  fc.assert(
    fc.property(verdicts, (verdict) => {
      const isFaulty =
        verdict.value === 'wrong' || verdict.absent || verdict.place === 'wrong' || (verdict.support && verdict.support !== 'supports');
      if (isFaulty) expect(verbOfVerdict(verdict)?.name).not.toBe('right');
    }),
    { numRuns: 500 },
  );
});
