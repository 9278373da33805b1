import { describe, expect, it } from 'vitest';
import { comparePassages } from './compare-passages';

const COUNT = 20_000;
const passages = (ending: string) =>
  Array.from({ length: COUNT }, (_, at) => ({
    id: `p${at}`,
    content: `Order ${at} is open because the customer ${ending} ${at % 97} times.`,
  }));

describe('comparePassages', () => {
  it('compares some changed passages by words and tells the others whole, so that none is left out and none takes long', () => {
    const [left, right] = [passages('has written'), passages('has not paid')];
    const startedAt = performance.now();
    const rows = comparePassages(
      left,
      right,
      Int32Array.from(left, (_, at) => at),
    );
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(rows).toHaveLength(COUNT);
    expect(rows.every(({ status }) => status === 'changed')).toBe(true);
    const kept = (at: number) => rows[at]?.text?.some(({ kind }) => kind === 'same');
    expect([kept(0), kept(COUNT - 1)]).toEqual([true, false]);
    for (const [at, { text }] of rows.entries()) {
      const without = (kind: string) => (text ?? []).flatMap((change) => (change.kind === kind ? [] : [change.text])).join('');
      if (without('added') !== left[at]?.content || without('removed') !== right[at]?.content)
        throw new Error(`passage ${at} is not whole`);
    }
  });
});
