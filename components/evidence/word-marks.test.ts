import { describe, expect, it } from 'vitest';
import { claimMarks } from '@/lib/domain/anchor/claim-marks';
import type { Anchor } from '@/lib/domain/evidence';
import { aroundMasked, marksWithin, quoteMarks, wordMarks } from './word-marks';

const place = (quote: string) => ({ quote }) as Anchor;
const text = 'Returns by carrier pigeon take 45 days.';
const shown = place('Returns take 30 days.');
const all = claimMarks({ text, anchors: [shown], candidates: [] }, shown);
const said = (fresh: string[] | undefined, codes: string[] = []) =>
  wordMarks(
    { text, fresh },
    codes.map((code) => ({ code })),
    all,
  ).map(({ start, end, kind }) => `${text.slice(start, end)}: ${kind}`);

describe('wordMarks', () => {
  it('calls a word nowhere when the checking found it in no source, else only not here', () => {
    expect(said(['carrier', 'pigeon'], ['number_not_in_source'])).toEqual([
      'Returns: here',
      'carrier pigeon: nowhere',
      'take: here',
      '45: nowhere',
      'days: here',
    ]);
    expect(said([])).toEqual(['Returns: here', 'carrier pigeon: elsewhere', 'take: here', '45: elsewhere', 'days: here']);
  });

  it('goes by the places alone where nothing else was kept', () => {
    expect(said(undefined)).toEqual(['Returns: here', 'carrier pigeon: nowhere', 'take: here', '45: nowhere', 'days: here']);
  });

  it('marks a word of the quote once when the claim has it twice', () => {
    const once = place('"hours": null');
    const twice = claimMarks({ text: 'Open 24 hours, as the "hours" attribute says.', anchors: [once], candidates: [] }, once);
    expect(quoteMarks(twice)).toEqual([{ start: 1, end: 6, kind: 'here' }]);
  });

  it('holds a masked value whole, so that it can be shown as one', () => {
    const masked = 'The customer ⟦email⟧ owes 41 euros.';
    const [start, end] = [masked.indexOf('⟦'), masked.indexOf('⟧') + 1];
    const marks = [
      { start: 4, end: start + 6, kind: 'here' as const },
      { start: start + 6, end: end + 5, kind: 'nowhere' as const },
      { start: end + 6, end: end + 8, kind: 'nowhere' as const },
    ];
    expect(aroundMasked(masked, marks)).toEqual([
      { start: 4, end: end + 5, kind: 'here' },
      { start: end + 6, end: end + 8, kind: 'nowhere' },
    ]);
  });

  it('marks in the quote what the claim has too, and cuts marks where the text is cut', () => {
    expect(
      quoteMarks(all)
        .map(({ start, end }) => shown.quote.slice(start, end))
        .join(' '),
    ).toBe('Returns take days');
    expect(
      marksWithin(
        [
          { start: 0, end: 4, kind: 'here' },
          { start: 6, end: 9, kind: 'here' },
          { start: 9, end: 12, kind: 'here' },
        ],
        8,
      ),
    ).toEqual([
      { start: 0, end: 4, kind: 'here' },
      { start: 6, end: 8, kind: 'here' },
    ]);
  });
});
