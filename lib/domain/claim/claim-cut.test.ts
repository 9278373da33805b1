import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutClaims } from './claim-cut';
import type { Json } from '@/lib/domain/run/run';

const sentences = (output: string, question = '') =>
  cutClaims(output, question)
    .claims.filter(({ kind }) => kind === 'sentence')
    .map(({ text }) => text);
const fields = (output: Json) =>
  cutClaims(output)
    .claims.filter(({ kind }) => kind === 'field')
    .map(({ path, value }) => [path, value]);

describe('cutClaims in prose', () => {
  it.each([
    ['Dr. Smith paid 4.5 million in the U.S. last year. He left.', ['Dr. Smith paid 4.5 million in the U.S. last year.', 'He left.']],
    ['See Art. 5 No. 3 for details. J. R. Tolkien wrote it.', ['See Art. 5 No. 3 for details.', 'J. R. Tolkien wrote it.']],
    ['The fee is 5 EUR. (Passage 2) It is due monthly.', ['The fee is 5 EUR. (Passage 2)', 'It is due monthly.']],
    ['It works, e.g. at night. Etc.', ['It works, e.g. at night.', 'Etc.'].slice(0, 1)],
    ['合同于2024年3月1日生效。租金为每月五千元。', ['合同于2024年3月1日生效。', '租金为每月五千元。']],
    ['العقد ساري لمدة سنة. الإيجار خمسة آلاف.', ['العقد ساري لمدة سنة.', 'الإيجار خمسة آلاف.']],
    [
      'Die Miete beträgt ca. 500 EUR bzw. 450 EUR netto. Sie ist fällig.',
      ['Die Miete beträgt ca. 500 EUR bzw. 450 EUR netto.', 'Sie ist fällig.'],
    ],
    ['No stop at the end', ['No stop at the end']],
  ])('cuts %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it('takes list items and table rows one by one, without their marks, and leaves headings and code out', () => {
    const text =
      '# Terms\n\n**Overview**\n\n- The term is a year.\n* Rent: 500 EUR\n1. Pay in advance.\n2) No pets allowed.\n\n| item | price |\n| --- | --- |\n| desk | 20 |\n\n```js\nconst a = 1;\n```\n> Quoted text here.\n***';
    expect(sentences(text)).toEqual([
      'The term is a year.',
      'Rent: 500 EUR',
      'Pay in advance.',
      'No pets allowed.',
      'desk | 20',
      'Quoted text here.',
    ]);
  });

  it('joins lines that were only wrapped, and ends a sentence at a line that stands alone', () => {
    const text = 'The landlord may end this lease with ninety days of\nwritten notice to the tenant.\nSecond line here\nThird line here';
    expect(sentences(text)).toEqual([
      'The landlord may end this lease with ninety days of\nwritten notice to the tenant.',
      'Second line here',
      'Third line here',
    ]);
  });

  it('leaves out what claims nothing', () => {
    const text =
      'Hello there! Sure, here is the answer:\nThe fee is 5 EUR. Would you like to know more? I hope this helps. Let me know if you have questions. Best regards,';
    expect(sentences(text)).toEqual(['The fee is 5 EUR.']);
    expect(sentences('I am sorry. As an AI I cannot answer this request.')).toEqual([]);
    expect(sentences('What is the fee?\nThe late fee of the lease:\nIt is 5 EUR.', 'What is the late fee of the lease?')).toEqual([
      'It is 5 EUR.',
    ]);
  });

  it('gives ranges that are exactly the text, ascending, for any output', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom('The fee is 5 EUR. ', '\n- item\n', '```\ncode\n```\n', '| a | b |\n', 'Dr. No. 5.', '\r\n', '你好。'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const output = pieces.join('');
        let last = 0;
        for (const { range, text, kind } of cutClaims(output).claims) {
          if (kind !== 'sentence' || !range) continue;
          expect(output.slice(...range)).toBe(text);
          expect(text).toBe(text.trim());
          expect(range[0]).toBeGreaterThanOrEqual(last);
          last = range[1];
        }
      }),
    );
  });
});

describe('cutClaims in structured output', () => {
  it('gives every leaf with its pointer', () => {
    expect(fields({ total: 5, 'a/b': { '~x': 'y' }, lines: [{ name: 'desk' }, null], isPaid: false, empty: {} })).toEqual([
      ['/total', 5],
      ['/a~1b/~0x', 'y'],
      ['/lines/0/name', 'desk'],
      ['/lines/1', null],
      ['/isPaid', false],
    ]);
  });

  it.each([
    ['bare', '{"total": 5}'],
    ['fenced', 'Here is the result:\n```json\n{"total": 5}\n```\n'],
    ['padded', '\n  {"total": 5}\n'],
  ])('reads JSON inside a text: %s', (_name, text) => {
    expect(cutClaims(text).claims).toMatchObject([{ kind: 'field', path: '/total', value: 5, range: null }]);
  });

  it('keeps sentences around a JSON block', () => {
    const text = 'The invoice is from March 2024.\n```json\n{"total": 5}\n```';
    expect(cutClaims(text).claims.map(({ text: claim }) => claim)).toEqual(['5', 'The invoice is from March 2024.']);
  });

  it('treats broken JSON as prose, and a lone number as a field', () => {
    expect(fields('{"total": 5')).toEqual([]);
    expect(fields(42)).toEqual([['', 42]]);
    expect(cutClaims(null).claims).toEqual([]);
  });

  it('counts what it leaves out', () => {
    const { claims, omitted } = cutClaims(Array.from({ length: 1200 }, (_, index) => index));
    expect([claims.length, omitted]).toEqual([1000, 200]);
  });

  it('takes nesting 5,000 deep', () => {
    let deep: Json = 'leaf';
    for (let level = 0; level < 5000; level++) deep = [deep];
    expect(cutClaims(deep).claims).toHaveLength(1);
  });
});
