import { describe, expect, it } from 'vitest';
import { rowsOf } from './output-rows';

describe('rows of a structured output', () => {
  it('print members in order with pointers that find them again', () => {
    const { rows } = rowsOf({ total: 5, 'a/b': { '~': [true, null] } }, 100);
    expect(rows.map(({ path, depth, leaf }) => [path, depth, leaf])).toEqual([
      ['/total', 0, 5],
      ['/a~1b', 0, undefined],
      ['/a~1b/~0', 1, undefined],
      ['/a~1b/~0/0', 2, true],
      ['/a~1b/~0/1', 2, null],
    ]);
  });

  it('say how many were left out', () => {
    const { rows, rest } = rowsOf(
      Array.from({ length: 30 }, (_, index) => index),
      10,
    );
    expect([rows.length, rest]).toEqual([10, 20]);
  });

  it('show empty containers and a bare value', () => {
    expect(rowsOf({ lines: [] }, 10).rows[0]?.leaf).toBe('(empty list)');
    expect(rowsOf(7, 10).rows).toEqual([{ path: '', depth: 0, label: '', leaf: 7 }]);
  });

  it('do not fall over deep nesting', () => {
    let value: { in: unknown } = { in: 1 };
    for (let depth = 0; depth < 20_000; depth++) value = { in: value };
    expect(rowsOf(value as never, 10).rows).toHaveLength(10);
  });
});
