import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Anchor } from '@/lib/domain/evidence';
import { claimMarks } from './claim-marks';

const place = (quote: string) => ({ quote }) as Anchor;
const marks = (text: string, quotes: readonly string[]) => {
  const [first = '', ...others] = quotes;
  const all = claimMarks({ text, anchors: [place(first)], candidates: others.map(place) }, place(first));
  return {
    found: all.found.map(({ claim, quote }) => [text.slice(...claim), first.slice(...quote)]),
    elsewhere: all.elsewhere.map((range) => text.slice(...range)),
    nowhere: all.nowhere.map((range) => text.slice(...range)),
  };
};

describe('claimMarks', () => {
  it('marks what the place has, what another place has, and what none has', () => {
    expect(
      marks('The tenant may end the lease with 90 days notice by registered mail.', [
        'Tenants may end the lease with ninety days of notice.',
        'Send every letter by registered post.',
      ]),
    ).toEqual({
      found: [
        ['tenant may end the lease with 90 days', 'Tenants may end the lease with ninety days'],
        ['notice', 'notice'],
      ],
      elsewhere: ['registered'],
      nowhere: ['mail'],
    });
  });

  it('meets numbers and dates by value, and a lost “not” as a word that is nowhere', () => {
    expect(marks('It was not 4.5 million USD on 1 March 2024.', ['On 2024-03-01 it was USD 4,500,000.'])).toEqual({
      found: [
        ['4.5 million', '4,500,000'],
        ['USD', 'USD'],
        ['1 March 2024', '2024-03-01'],
      ],
      elsewhere: [],
      nowhere: ['not'],
    });
  });

  it('marks stretches, not single letters, in scripts without spaces', () => {
    expect(marks('租金为每月五千元', ['每月租金五千元整'])).toEqual({
      found: [
        ['租金', '租金'],
        ['每月', '每月'],
        ['五千元', '五千元'],
      ],
      elsewhere: [],
      nowhere: ['为'],
    });
  });

  it('gives ranges inside both texts, ascending and apart, for any texts', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.lorem({ maxCount: 12 }));
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 1, maxLength: 3 }), (claim, quotes) => {
        const all = claimMarks({ text: claim, anchors: quotes.map(place), candidates: [] }, place(quotes[0] ?? ''));
        const ranges = [...all.found.map((pair) => pair.claim), ...all.elsewhere, ...all.nowhere].sort((a, b) => a[0] - b[0]);
        let last = 0;
        for (const [start, end] of ranges) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(claim.length);
        for (const { quote } of all.found) expect(quote[1]).toBeLessThanOrEqual((quotes[0] ?? '').length);
        if (claim === quotes[0]) expect([all.elsewhere, all.nowhere]).toEqual([[], []]);
      }),
    );
  });
});
