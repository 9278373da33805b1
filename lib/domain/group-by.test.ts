import { describe, expect, it } from 'vitest';
import { groupBy } from './group-by';

describe('groups', () => {
  it('keep the order of their items and of the keys as they first came, and each item once', () => {
    expect([...groupBy(['pear', 'apple', 'plum', 'avocado'], (word) => word[0])]).toEqual([
      ['p', ['pear', 'plum']],
      ['a', ['apple', 'avocado']],
    ]);
  });

  it('hold what is kept of an item, also where that is nothing', () => {
    const rows = [
      { run: 'r', reason: 'late' },
      { run: 'r', reason: undefined },
    ];
    expect(
      groupBy(
        rows,
        ({ run }) => run,
        ({ reason }) => reason,
      ).get('r'),
    ).toEqual(['late', undefined]);
  });

  it('take any key as it is, and read what can be read once only', () => {
    function* numbers() {
      yield* [1, 2, 3];
    }
    const groups = groupBy(numbers(), (number) => (number === 2 ? undefined : 'odd'));
    expect(groups.get(undefined)).toEqual([2]);
    expect(groups.get('odd')).toEqual([1, 3]);
    expect(groupBy([], String).size).toBe(0);
  });
});
