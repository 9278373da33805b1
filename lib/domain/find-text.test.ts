import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findText } from './find-text';

const found = (text: string, query: string) => findText(text, query, 100).map(({ start, end }) => text.slice(start, end));

test.each([
  ['Total due 41,200.00', 'total DUE', ['Total due']],
  ['Total\tdue\nTotal due', 'total due', ['Total\tdue', 'Total due']],
  ['The amend-\nment applies', 'amendment', ['amend-\nment']],
  ['a well-known rule', 'well-known', ['well-known']],
  ['a well-\nknown and a well-known rule', 'well-known', ['well-\nknown', 'well-known']],
  ['the “o\uFB03ce” isn’t', '"office" isn\'t', ['“o\uFB03ce” isn’t']],
  ['2023–2024', '2023-2024', ['2023–2024']],
  ['a.b a+b a(b', 'a.b', ['a.b']],
  ['$1 [x] \\d', '[x] \\d', ['[x] \\d']],
  ['合同金额为四万', '金额', ['金额']],
  ['aaaa', 'aa', ['aa', 'aa']],
  ['anything', '   ', []],
])('in %j, %j is %j', (text, query, expected) => {
  expect(found(text, query)).toEqual(expected);
});

test('any word of any text is found where it stands', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((word) => /^\S+$/u.test(word)),
      fc.string({ unit: 'grapheme' }),
      (before, word, after) => {
        const text = `${before}\n${word}\n${after}`;
        expect(findText(text, word, 1000).some(({ start, end }) => start <= before.length + 1 && end > before.length + 1)).toBe(true);
      },
    ),
  );
});

test('no more places than asked, and quickly also for a query made to be slow', () => {
  expect(findText('a '.repeat(1000), 'a', 5)).toHaveLength(5);
  expect(findText(`${'f'.repeat(1_000_000)}!`, `${'f'.repeat(390)}x`, 5)).toEqual([]);
});
