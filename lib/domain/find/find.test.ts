import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, folded } from './fold-text';
import { excerptOf, holdsPhrase, phraseMarks } from './mark-phrase';
import { partOf, phraseOf } from './phrase';
import { phraseKeys, textKeys } from './search-keys';

describe('folding', () => {
  it.each([
    ['Größe', 'groesse', false],
    ['Größe', 'GROSSE', true],
    ['Straße', 'STRASSE', true],
    ['ﬁnance', 'FINANCE', true],
    ['Ｆｕｌｌ　ｗｉｄｔｈ', 'full width', true],
    ['“smart” – it’s', '"SMART" - it\'s', true],
    ['naïve café', 'naive cafe', true],
    ['a\r\n\t b', 'a b', true],
    ['الفاتُورَة', 'الفاتورة', true],
    ['أحمد', 'احمد', true],
    ['co\u00adoperate', 'cooperate', true],
    ['ｶﾞ', 'ガ', true],
    ['İstanbul', 'istanbul', true],
    ['हिन्दी', 'हिनदी', false],
    ['ΟΔΟΣ', 'οδος', true],
  ])('%j and %j: %s', (left, right, isSame) => {
    expect(folded(left) === folded(right)).toBe(isSame);
  });

  it('knows where each folded character comes from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { text: made, starts } = foldText(text);
        expect(made).toBe(folded(text));
        expect(starts).toHaveLength(made.length + 1);
        for (let at = 1; at < starts.length; at++) expect(starts[at] as number).toBeGreaterThanOrEqual(starts[at - 1] as number);
      }),
    );
  });
});

const WORDS = [
  'invoice',
  'total',
  'Größe',
  'of',
  'a',
  'INV-2041',
  '12.50',
  'الفاتورة',
  'счёт',
  '合同',
  '退款政策',
  'ガイド',
  'naïve',
  '😀',
  '\u{20000}',
];
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 30 })
  .chain((words) =>
    fc
      .array(fc.constantFrom(' ', '  ', '\n', ', ', ''), { minLength: words.length, maxLength: words.length })
      .map((gaps) => words.map((word, index) => word + (gaps[index] ?? ' ')).join('')),
  );

describe('a phrase', () => {
  it('that was cut out of a text is found there, its keys are among those of the text, and its mark is where it stood', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
        const [from, to] = [a % whole.length, b % whole.length].sort((x, y) => x - y) as [number, number];
        const cut = whole.slice(from, to + 1);
        const phrase = phraseOf(cut);
        fc.pre(phrase !== null && phrase.tokens.length > 0 && !/[\ud800-\udfff]/u.test(cut));
        const { keys, words } = textKeys([whole]);
        const all = new Set(keys);
        for (const key of phrase?.keys ?? []) expect(all.has(key)).toBe(true);
        if (phrase?.fragment) expect([...words].some((word) => word.includes(phrase.fragment as string))).toBe(true);
        expect(holdsPhrase(folded(whole), phrase as NonNullable<typeof phrase>)).toBe(true);
        const marks = phraseMarks(whole, [phrase as NonNullable<typeof phrase>]);
        expect(marks.length).toBeGreaterThan(0);
        for (const [start, end] of marks) {
          expect(end).toBeGreaterThan(start);
          expect(holdsPhrase(folded(whole.slice(start, end)), phrase as NonNullable<typeof phrase>)).toBe(true);
        }
        // Where it stood is inside some mark.
        const trimmed = from + (cut.length - cut.trimStart().length);
        const first = [...cut.trim()].findIndex((letter) => /[\p{L}\p{N}]/u.test(letter));
        const at = trimmed + [...cut.trim()].slice(0, first).join('').length;
        expect(marks.some(([start, end]) => start <= at && at < end)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('that has other words between its own is no hit', () => {
    const phrase = phraseOf('refunds 14 days');
    expect(holdsPhrase(folded('Refunds take 14 days'), phrase as NonNullable<typeof phrase>)).toBe(false);
    expect(holdsPhrase(folded('refunds: 14\n days'), phrase as NonNullable<typeof phrase>)).toBe(true);
  });

  it('may begin and end within a word', () => {
    const phrase = phraseOf('ayment term');
    expect(holdsPhrase(folded('The Payment  Terms'), phrase as NonNullable<typeof phrase>)).toBe(true);
    const all = new Set(textKeys(['The Payment  Terms']).keys);
    expect((phrase?.keys ?? []).length).toBeGreaterThan(0);
    for (const key of phrase?.keys ?? []) expect(all.has(key)).toBe(true);
  });

  it('of one word has no keys but a fragment; of two Chinese characters it has one key', () => {
    expect(phraseOf('nvoice')).toMatchObject({ keys: [], fragment: 'nvoice' });
    expect(phraseOf('合同')?.keys).toHaveLength(1);
    expect(phraseOf('%')).toMatchObject({ keys: [], fragment: null, tokens: [] });
    expect(phraseOf(' \n')).toBeNull();
  });

  it('can be cut into parts', () => {
    const phrase = phraseOf('the “quick” brown fox jumps') as NonNullable<ReturnType<typeof phraseOf>>;
    const part = partOf(phrase, 1, 4);
    expect(part.asked).toBe('quick" brown fox');
    expect(part.keys).toEqual(phraseKeys(phrase.tokens.slice(1, 4)));
  });

  it('is shown with the words around it', () => {
    const long = `${'before '.repeat(100)}the hit itself ${'after '.repeat(100)}`;
    const phrase = phraseOf('hit itself') as NonNullable<ReturnType<typeof phraseOf>>;
    const excerpt = excerptOf(long, phraseMarks(long, [phrase]));
    const [mark] = excerpt.marks;
    expect(excerpt.text.slice(mark?.[0], mark?.[1])).toBe('hit itself');
    expect(excerpt.isCutBefore && excerpt.isCutAfter).toBe(true);
    expect(excerpt.text.length).toBeLessThan(300);
  });
});
