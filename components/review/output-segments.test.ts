import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from './output-segments';

describe('segments of an output', () => {
  it('lose and repeat nothing, whatever the claims are', () => {
    const ranges = fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 })), { maxLength: 12 });
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), ranges, (text, list) => {
        const claims = list.map((range, index) => ({ claimId: `c${index}`, range }));
        const segments = segmentsOf(text, claims);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        for (const segment of segments) expect(text.slice(segment.start, segment.start + segment.text.length)).toBe(segment.text);
      }),
    );
  });

  it('name the claim of each piece and leave the words between alone', () => {
    const segments = segmentsOf('Hello. The fee is 5. Bye.', [{ claimId: 'c1', range: [7, 20] }]);
    expect(segments.map(({ text, claimId }) => [text, claimId])).toEqual([
      ['Hello. ', null],
      ['The fee is 5.', 'c1'],
      [' Bye.', null],
    ]);
  });

  it('stay inside the part that was asked for', () => {
    expect(segmentsOf('abcdef', [{ claimId: 'c1', range: [0, 6] }], 2, 4).map(({ text }) => text)).toEqual(['cd']);
  });
});
