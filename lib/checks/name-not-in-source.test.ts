import { describe, expect, it } from 'vitest';
import { saidIn } from './evidence-example';
import { namesIn } from '@/lib/domain/match/match-names';
import { nameNotInSource } from './name-not-in-source';

describe('name_not_in_source', () => {
  it('names whom no source mentions', () => {
    const documents = { d: 'The contract with Nordlicht GmbH was signed in Hamburg.' };
    expect(
      saidIn(nameNotInSource, { facts: { output: 'The contract was signed by Maria Keller of Nordlicht in Hamburg.' }, documents }),
    ).toEqual([
      'name_not_in_source: “The contract was signed by Maria Keller of Nordlicht in Hamburg.” has 1 name that no source mentions: Maria Keller of Nordlicht.',
    ]);
    expect(saidIn(nameNotInSource, { facts: { output: 'The contract was signed by Maria Keller for the firm.' }, documents })).toEqual([
      expect.stringContaining('Maria Keller'),
    ]);
  });

  it('knows names of the question', () => {
    expect(
      saidIn(nameNotInSource, {
        facts: { input: 'Is Maria Keller the tenant?', output: 'Yes, the tenant is Maria Keller.' },
        documents: { d: 'The tenant pays.' },
      }),
    ).toEqual([]);
  });
});

describe('namesIn', () => {
  it.each([
    ['The fee went to Acme Corp. in New York.', ['Acme Corp', 'New York']],
    ['Overall, it is due on Monday.', []],
    ['Der Vertrag und die Miete sind fällig.', []],
    ['Meeting with the Bank of England today.', ['Bank of England']],
    ['It costs 5 EUR.', ['EUR']],
    ['We paid. Then I left.', []],
    ['McDonald met O’Neill.', ['O’Neill']],
  ])('%s', (text, names) => {
    expect(namesIn(text).map(({ name }) => name)).toEqual(names);
    for (const { name, start, end } of namesIn(text)) expect(text.slice(start, end)).toBe(name);
  });
});
