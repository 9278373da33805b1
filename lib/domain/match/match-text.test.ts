import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexSource } from './match-source';
import { findText } from './match-text';

const source = (...pages: string[]) => indexSource(pages.map((text, index) => ({ page: index + 1, text, words: null })));
const found = (text: string, wanted: string) =>
  findText(source(text), wanted).map(({ start, end, state, match }) => [text.slice(start, end), state, match]);

describe('findText', () => {
  it.each([
    ['The term is twelve months.', 'twelve months', 'twelve months', 'exact', 'exact'],
    ['The  term\nis twelve', 'The term is', 'The  term\nis', 'normalised', 'space'],
    ['a manage-\nment fee', 'management fee', 'manage-\nment fee', 'normalised', 'hyphenation'],
    ['a well-\nknown firm', 'well-known firm', 'well-\nknown firm', 'normalised', 'hyphenation'],
    ['the ofﬁce of', 'the office', 'the ofﬁce', 'normalised', 'characters'],
    ['ＦＵＬＬ width', 'FULL width', 'ＦＵＬＬ width', 'normalised', 'characters'],
    ['the “Issuer” shall', 'the "Issuer"', 'the “Issuer”', 'normalised', 'punctuation'],
    ['2020–2021', '2020-2021', '2020–2021', 'normalised', 'punctuation'],
    ['TOTAL DUE', 'Total due', 'TOTAL DUE', 'normalised', 'case'],
    ['Total: 41,200.00 EUR', '41200.00', '41,200.00', 'normalised', 'digits'],
    ['Summe 1.234,50 und 2.000,00', '1234.50', '1.234,50', 'normalised', 'digits'],
    ['Crédit Agricole', 'Credit Agricole', 'Crédit Agricole', 'normalised', 'accents'],
    ['the (former) issuer, and its', 'the former issuer and its', 'the (former) issuer, and its', 'normalised', 'punctuation'],
    ['合同总金额为人民币五万元整', '总金额为人民币', '总金额为人民币', 'exact', 'exact'],
    ['合同总\n金额为', '合同总金额', '合同总\n金额', 'normalised', 'space'],
    ['كِتَابٌ جديد', 'كتاب جديد', 'كِتَابٌ جديد', 'normalised', 'accents'],
    ['$\n689 \n$\n775', '$ 689', '$\n689', 'normalised', 'space'],
    ['net of (45) and', '(45)', '(45)', 'exact', 'exact'],
  ])('in %j finds %j', (text, wanted, quote, state, match) => {
    expect(found(text, wanted)).toEqual([[quote, state, match]]);
  });

  it.each([
    ['in 2012', '12'],
    ['41,200', '200'],
    ['12.50', '12'],
    ['Note 1 2021', '12021'],
    ['another', 'other'],
    ['the rapist', 'therapist'],
    ['10² metres', '102'],
    ['is land', 'island'],
    ['total', '???'],
  ])('in %j does not find %j', (text, wanted) => {
    expect(found(text, wanted)).toEqual([]);
  });

  it('does not call a changed sign a matter of form', () => {
    expect(found('growth of (4.5) %', 'growth of 4.5')[0]).toMatchObject(['growth of (4.5)', 'approximate', 'signs']);
    expect(found('fees below < 500 EUR apply', 'fees below > 500 EUR apply')[0]).toMatchObject([expect.anything(), 'approximate', 'signs']);
    expect(found('a price of € 500 net', 'a price of $ 500 net')[0]?.[1]).toBe('approximate');
  });

  it('finds a quote that runs over the end of a page', () => {
    const pages = source('ends with a long', 'sentence on two pages');
    const [hit] = findText(pages, 'a long sentence');
    expect(pages.text.slice(hit?.start, hit?.end)).toBe('a long\nsentence');
  });

  it('keeps to the range it is told', () => {
    const pages = source('one 500 two', 'three 500 four');
    const second = pages.pages[1];
    expect(findText(pages, '500', { within: { start: second?.start ?? 0, end: second?.end ?? 0 } })).toHaveLength(1);
  });

  it('maps any piece of any text back to itself, however it was spaced, cased or broken', () => {
    const word = fc.stringMatching(/^[a-zäéß中文0-9]{2,9}$/u);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 5, maxLength: 40 }),
        fc.nat(),
        fc.nat(),
        fc.array(fc.constantFrom(' ', '\n', '  ', ' \n', '\u00a0'), { minLength: 40, maxLength: 40 }),
        (words, from, size, gaps) => {
          const text = words.map((one, index) => one + gaps[index % gaps.length]).join('');
          const start = from % words.length;
          const piece = words.slice(start, start + 1 + (size % 8));
          const hits = findText(source(text), piece.join(' ').toUpperCase(), { limit: 1000 });
          // Accents are folded: `a文` is found where `ä文` stands.
          const squeezed = (value: string) =>
            value
              .normalize('NFD')
              .replace(/[\s\p{M}]/gu, '')
              .toUpperCase();
          const offset = words.slice(0, start).reduce((sum, one, index) => sum + one.length + (gaps[index % gaps.length] ?? '').length, 0);
          expect(hits.some((hit) => hit.start === offset)).toBe(true);
          for (const hit of hits) expect(squeezed(text.slice(hit.start, hit.end))).toBe(squeezed(piece.join('')));
        },
      ),
    );
  });
});

describe('identifiers', () => {
  it.each([
    ['IBAN NL50 INGB 0683 2513 09', 'NL50INGB0683251309', 'NL50 INGB 0683 2513 09'],
    ['TVA FR 60 421 938 861', 'FR60421938861', 'FR 60 421 938 861'],
    ['card 6018 8401 2630 6675', '6018840126306675', '6018 8401 2630 6675'],
    ['BTW NL810433941B01 IBAN', 'NL81 0433 941 B01', 'NL810433941B01'],
  ])('in %j finds %j however it is grouped', (text, wanted, quote) => {
    expect(found(text, wanted)).toEqual([[quote, 'normalised', 'space']]);
  });

  it.each([
    ['IBAN NL50 INGB 0683 2513 0977', 'NL50INGB0683251309'],
    ['amounts 1234 5678', '123456'],
    ['US1234567890', 'US'],
  ])('in %j does not find %j', (text, wanted) => {
    expect(found(text, wanted)).toEqual([]);
  });
});
