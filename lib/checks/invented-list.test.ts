import { describe, expect, it } from 'vitest';
import { findingsIn, saidIn } from './evidence-example';
import { inventedList } from './invented-list';

const documents = {
  leaflet: `The garden grows apples, pears, quinces and medlars along the southern wall.
There are three types of compost in use: leaf compost, bark compost and kitchen compost.`,
};
const said = (output: string) => saidIn(inventedList, { facts: { input: 'What grows in the garden?', output }, documents });

describe('a list', () => {
  it('that comes from elsewhere is told with its items', () => {
    expect(said('The garden grows many things:\n- Mangoes\n- Papayas\n- Apples\n- Bananas')).toEqual([
      expect.stringContaining(
        'list_invented: The list names 1 item of which no source has a word: “Mangoes”; 1 of its 4 items stand in the sources.',
      ),
      expect.stringContaining('“Papayas”'),
      expect.stringContaining('“Bananas”'),
    ]);
    expect(said('The garden grows exotic plants such as mangoes, papayas and bananas.')).toEqual([
      expect.stringContaining('list_invented: The list names 3 items of which no source has a word: “mangoes”, “papayas”, “bananas”'),
    ]);
  });

  it('with one item too many weighs less where the others stand in the source', () => {
    const [finding, ...others] = findingsIn(inventedList, {
      facts: { output: '1. **Apples**: along the wall\n2. **Pears**: along the wall\n3. **Cherries**: along the wall' },
      documents,
    });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'list_item_invented', severity: 'low', claimId: 'c3' });
    expect(finding?.detail).toContain('“Cherries”; 2 of its 3 items');
  });

  it('longer than the source says is told with what it says', () => {
    const [finding] = findingsIn(inventedList, {
      facts: { output: 'The types of compost are:\n- leaf compost\n- bark compost\n- kitchen compost\n- southern compost' },
      documents,
    });
    expect(finding?.detail).toBe(
      'The list has 4 items, but leaflet speaks of three types of compost: “There are three types of compost in use: leaf compost, bark compost and kitchen compost.”.',
    );
    expect(finding?.anchors).toHaveLength(1);
  });

  it('is left alone when its items stand in the sources or the question, when it is short, and without sources', () => {
    expect(said('The garden grows apples, pears and quinces.')).toEqual([]);
    expect(said('- Apples\n- Pears\n- Medlars')).toEqual([]);
    expect(said('- Mangoes\n- Papayas')).toEqual([]);
    expect(said('The types of compost are:\n- leaf compost\n- bark compost\n- kitchen compost')).toEqual([]);
    expect(saidIn(inventedList, { facts: { output: '- Mangoes\n- Papayas\n- Bananas' } })).toEqual([]);
  });

  it('costs time in proportion to the text', () => {
    expect(said(`such as ${'x, '.repeat(50_000)}\n${'- \n'.repeat(50_000)}`)).toEqual([]);
  });
});
