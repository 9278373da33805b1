import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textChanges } from '@/lib/domain/text-changes';
import { foldSame } from './fold-same';

const words = fc.array(fc.constantFrom('refund', 'days', '退款', '😀', '\n'), { maxLength: 300 }).map((parts) => parts.join(' '));

describe('foldSame', () => {
  it('keeps every change and says of how many characters the rest is', () => {
    fc.assert(
      fc.property(words, words, words, (head, tail, middle) => {
        const changes = textChanges(`${head}one${middle} ${tail}`, `${head}two${middle} ${tail}`);
        const folded = foldSame(changes, 40);
        expect(folded.filter(({ kind }) => kind === 'added' || kind === 'removed')).toEqual(changes.filter(({ kind }) => kind !== 'same'));
        const length = folded.reduce((sum, part) => sum + (part.kind === 'folded' ? part.characters : part.text.length), 0);
        expect(length).toBe(changes.reduce((sum, { text }) => sum + text.length, 0));
        for (const part of folded) if (part.kind !== 'folded') expect(() => encodeURIComponent(part.text)).not.toThrow();
      }),
      { seed: 20261130 },
    );
  });
});
