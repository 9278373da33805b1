import { describe, expect, it } from 'vitest';
import { findingsIn, saidIn } from './evidence-example';
import { selfContradiction } from './self-contradiction';

const said = (output: string) => saidIn(selfContradiction, { facts: { output } });
const BETWEEN = ' The committee met twice in spring and kept minutes. ';

describe('an answer that contradicts itself', () => {
  it.each([
    [
      'The annual membership fee for adults is 40 EUR.',
      'The annual membership fee for adults is 55 EUR.',
      '“55 EUR” where the answer said “40 EUR”',
    ],
    [
      'The north gate closes on 3 March 2024 for repairs.',
      'The north gate closes on 9 May 2024 for repairs.',
      '“9 May 2024” where the answer said “3 March 2024”',
    ],
    [
      'All residents of the district pay the road toll.',
      'Some residents of the district pay the road toll.',
      '“Some” where the answer said “All”',
    ],
    [
      'Heating costs in the old building rose last winter.',
      'Heating costs in the old building fell last winter.',
      '“fell” where the answer said “rose”',
    ],
  ])('is told with both statements: %s', (first, second, words) => {
    expect(said(`${first}${BETWEEN}${second}`)).toEqual([expect.stringContaining(words)]);
  });

  it('is told when one of two sentences has a “not”', () => {
    const [finding, ...others] = findingsIn(selfContradiction, {
      facts: {
        output: `The warranty covers damage by water in the cellar.${BETWEEN}The warranty does not cover damage by water in the cellar.`,
      },
    });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'self_contradiction', claimId: 'c3' });
    expect(finding?.detail).toContain('“The warranty does not cover damage by water in the cellar.”');
  });

  it('is not seen in repetitions, other subjects, cases, lists under headings and rounded figures', () => {
    for (const output of [
      `The annual membership fee for adults is 40 EUR.${BETWEEN}The annual membership fee for adults is 40 EUR.`,
      'The annual membership fee for adults is 40 EUR. The annual membership fee for children is 15 EUR.',
      'If the annual membership fee is paid late, it is 45 EUR. The annual membership fee is 40 EUR.',
      '## Monday\nThe swimming pool in the park opens at 9 am.\n## Sunday\nThe swimming pool in the park opens at 11 am.',
      'The population of the district city is 41,230. The population of the district city is 41,000.',
      'Passage 1 puts the population of the city at 20,000. Passage 2 puts the population of the city at 30,000.',
      'Place the left arm of the child beside the body. Place the right arm of the child beside the body.',
      '| fee for adults per year | 40 EUR |\n|---|---|\n| fee for adults per year | 40 EUR |\n| fee for adults per year | 55 EUR |',
    ])
      expect(said(output), output).toEqual([]);
  });

  it('costs time in proportion to the text', () => {
    const sentence = (at: number) => `The annual membership fee for adults of club ${at} is ${at + 10} EUR.`;
    expect(said(Array.from({ length: 900 }, (_, at) => sentence(at)).join(' ')).length).toBeLessThan(900);
    expect(said('fee '.repeat(50_000))).toEqual([]);
  });
});
