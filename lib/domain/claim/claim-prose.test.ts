import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import { queryTokens } from '@/lib/domain/match/match-query';
import { cutClaims } from './claim-cut';

const cut = (output: string, question = '') => {
  const { claims, leftOut } = cutClaims(output, question);
  return {
    claims: claims.flatMap(({ kind, text }) => (kind === 'sentence' ? [text] : [])),
    leftOut: leftOut.map(({ range, reason }) => `${reason}: ${output.slice(...range)}`),
  };
};

describe('markdown', () => {
  it('gives table rows without their frame, with or without outer pipes, and a cell of several sentences in parts', () => {
    const text =
      '| Item | Terms |\n|:---|---:|\n| Rent | 500 EUR |\n| Notice | The tenant gives 90 days. Letters are registered. |\n\nname | age\n--- | ---\nAda | 36\n\nThat is all there is to the lease.';
    expect(cut(text)).toEqual({
      claims: [
        'Rent | 500 EUR',
        'Notice | The tenant gives 90 days.',
        'Letters are registered.',
        'Ada | 36',
        'That is all there is to the lease.',
      ],
      leftOut: ['table head: | Item | Terms |', 'rule: |:---|---:|', 'table head: name | age', 'rule: --- | ---'],
    });
  });

  it('takes bold lines and headings as names of what follows, unless they say something', () => {
    const text =
      '## Terms of the lease\n\n**Overview**\n\nKey Findings\n\n- The term is a year.\n\n**Total: 5 EUR**\n\n**The rent is due monthly.**\n\nDeposit\n=======\nTwo months of rent are paid as a deposit.\n\n**Nordlicht GmbH**';
    expect(cut(text)).toEqual({
      claims: [
        'The term is a year.',
        '**Total: 5 EUR**',
        '**The rent is due monthly.**',
        'Two months of rent are paid as a deposit.',
        '**Nordlicht GmbH**',
      ],
      leftOut: ['heading: ## Terms of the lease', 'heading: **Overview**', 'heading: Key Findings', 'heading: Deposit', 'rule: ======='],
    });
  });

  it('keeps initials and days at the start of a line, and takes list marks off', () => {
    expect(
      cut('J. R. Smith signed it.\n5. Mai 2024 ist der Beginn.\n5. The fee is due.\na) Pets are allowed.\n- [x] 3. Rent was paid.'),
    ).toEqual({
      claims: ['J. R. Smith signed it.', '5. Mai 2024 ist der Beginn.', 'The fee is due.', 'Pets are allowed.', 'Rent was paid.'],
      leftOut: ['mark: 5.', 'mark: a)', 'mark: - [x] 3.'],
    });
    expect(cut('6.\nPreheat the oven.\nA. Wash the rice.\nB. Boil it for ten minutes.')).toMatchObject({
      claims: ['Preheat the oven.', 'Wash the rice.', 'Boil it for ten minutes.'],
    });
  });

  it('joins a bracket on a line of its own, and leaves out lines that only cite', () => {
    expect(
      cut('The fee is 5 EUR\n(Passage 1, Step 3)\n\nIt is due monthly.\n\nSources: passages 1 and 3\n[1]: https://example.org/a'),
    ).toEqual({
      claims: ['The fee is 5 EUR\n(Passage 1, Step 3)', 'It is due monthly.'],
      leftOut: ['reference: Sources: passages 1 and 3', 'reference: [1]: https://example.org/a'],
    });
  });

  it('reads quoted lines that were wrapped as one', () => {
    const text = '> The landlord may end this lease with ninety days of\n> written notice to the tenant.\n\n> Pets are allowed.';
    expect(cut(text).claims).toEqual([
      'The landlord may end this lease with ninety days of\n> written notice to the tenant.',
      'Pets are allowed.',
    ]);
  });

  it('cuts at semicolons between statements, not between items', () => {
    expect(
      cut('The rent is 500 EUR; the deposit is 1,000 EUR. Bring a pen; paper; ink. He said (it is due; it is not paid yet) so.').claims,
    ).toEqual([
      'The rent is 500 EUR;',
      'the deposit is 1,000 EUR.',
      'Bring a pen; paper; ink.',
      'He said (it is due; it is not paid yet) so.',
    ]);
  });

  it('finds bare JSON behind a sentence', () => {
    const { claims } = cutClaims('Here is what I found on the invoice:\n{\n "total": 5\n}\nThe total includes all taxes.');
    expect(claims.map(({ path, text }) => path ?? text)).toEqual(['/total', 'The total includes all taxes.']);
  });
});

describe('what claims nothing', () => {
  it.each([
    ['offer', 'Wenn Sie weitere Fragen haben, melden Sie sich gerne.'],
    ['offer', "N'hésitez pas à me contacter."],
    ['offer', '希望这些信息对您有帮助。'],
    ['opening', "Sure! Here's a summary of the main points of the article about the merger:"],
    ['opening', 'Hier ist die Zusammenfassung des Vertrags:'],
    ['question', 'Soll ich den Vertrag prüfen?'],
    ['refusal', 'Unable to answer based on the given passages.'],
  ])('%s: %s', (reason, text) => {
    const { claims, leftOut } = cut(text);
    expect(claims).toEqual([]);
    expect(leftOut.every((one) => one.startsWith(`${reason}: `) || one.startsWith('greeting: '))).toBe(true);
    expect(leftOut.length).toBeGreaterThan(0);
  });

  it('keeps statements that only look like it', () => {
    const kept = [
      'The restaurant does not provide parking.',
      'If you are unable to find the number, call the shop.',

      'Feel free to bring pets into the garden.',
      'The total is 5 EUR, thanks to a discount.',
      'The late fee of the lease is 5 EUR.',
    ];
    for (const text of kept) expect(cut(text, 'What is the late fee of the lease?').claims).toEqual([text]);
  });
});

describe('every word', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.lorem({ maxCount: 8 }),
    fc.constantFrom(
      'The fee is 5 EUR. ',
      '\n- item\n',
      '```\ncode\n```\n',
      '| a | b |\n|---|---|\n| 1 | 2 |\n',
      'Dr. No. 5. ',
      '\r\n',
      '你好。租金五千元。',
      '\n# Head\n',
      '**Bold**\n',
      '\n\n',
      '1. ',
      '> ',
      'Is it due? ',
      '(Passage 2)',
      'The rent is due; the deposit is not due. ',
      '{"total": 5}',
      'ค่าเช่า ห้าพันบาท ',
      'I hope this helps! ',
    ),
  );

  it('is inside a claim or inside something left out for a reason, once, at its own place', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const output = pieces.join('');
        const { claims, leftOut } = cutClaims(output);
        const sentences = claims.flatMap(({ kind, range }) => (kind === 'sentence' && range ? [range] : []));
        for (const { range, text } of claims) if (range) expect(output.slice(...range)).toBe(text);
        const all = [...sentences, ...leftOut.map(({ range }) => range)].sort((a, b) => a[0] - b[0]);
        all.forEach(([start], index) => {
          expect(start).toBeGreaterThanOrEqual(all[index - 1]?.[1] ?? 0);
        });
        expect(sentences).toEqual([...sentences].sort((a, b) => a[0] - b[0]));
        for (const { word, start, end } of queryTokens(output, () => 1)) {
          if (isFunctionWord(word)) continue;
          expect(all.some(([from, to]) => from <= start && end <= to) || `${word} at ${start} of ${JSON.stringify(output)}`).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
