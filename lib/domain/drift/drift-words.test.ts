import { describe, expect, it } from 'vitest';
import { compareDimension, type DayCounts } from './compare-windows';
import { findDimension } from './drift-dimension';
import { driftWindows, listDays } from './drift-windows';
import { movedWords, percentWords, qWords } from './drift-words';

const windows = driftWindows({}, '2026-11-30');

function comparison(key: string, before: Record<string, number>, now: Record<string, number>) {
  const days = (range: { from: string; to: string }, counts: Record<string, number>): DayCounts[] =>
    listDays(range).map((day) => ({ day, runs: 100, counts: { [key]: counts } }));
  const dimension = findDimension(key);
  const found = dimension && compareDimension(dimension, [...days(windows.reference, before), ...days(windows.current, now)], windows);
  if (!found) throw new Error('nothing to compare');
  return found;
}

describe('what moved, in words', () => {
  it('names the event of a yes-or-no distribution with its shares', () => {
    expect(movedWords(comparison('refusal', { answered: 979, refused: 21 }, { answered: 936, refused: 64 }))).toBe(
      'Refusals 2.1 % → 6.4 %',
    );
  });

  it('names the value that moved most of a distribution with many', () => {
    const before = { exact: 60, approximate: 30, missing: 10 };
    expect(movedWords(comparison('evidence', before, { exact: 40, approximate: 30, missing: 30 }))).toBe(
      'Evidence states of claims: missing 10 % → 30 %',
    );
  });

  it('gives medians of numbers inside their bins, so that a change within one is seen', () => {
    // Half octaves: 20 is 1,024 to 1,448 ms, 21 is 1,448 to 2,048 ms.
    expect(movedWords(comparison('latency', { '20': 90, '21': 10 }, { '20': 60, '21': 40 }))).toBe('Latency: median 1.2 s → 1.4 s');
  });

  it('keeps small shares and q values apart from nothing', () => {
    expect([0, 0.00031, 0.021, 0.5, 1].map(percentWords)).toEqual(['0 %', '0.031 %', '2.1 %', '50 %', '100 %']);
    expect([null, 0.00001, 0.0031].map(qWords)).toEqual(['too few to test', 'q < 0.0001', 'q = 0.0031']);
  });
});
