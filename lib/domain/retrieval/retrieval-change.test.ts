import { describe, expect, it } from 'vitest';
import { overlapWithStart, type Retrieval, retrievalChange } from './retrieval-change';

const run = (day: number, passages: string[], facts: Record<string, string | null> = {}): Retrieval => ({
  runId: `R${day}`,
  at: `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`,
  passages,
  facts,
});

describe('the change of what a question retrieves', () => {
  it('is dated by the first run after it, and says what came, what went and what else changed', () => {
    const before = [1, 2, 3, 4, 5].map((day) => run(day, ['a', 'b', 'c'], { 'prompt version': '3', 'embedding model': 'small' }));
    const after = [8, 9, 10].map((day) => run(day, ['b', 'd', 'c'], { 'prompt version': '3', 'embedding model': 'large' }));
    const change = retrievalChange([...after, ...before]);
    expect(change).toMatchObject({
      changedAt: '2026-11-08T00:00:00Z',
      lastBefore: '2026-11-05T00:00:00Z',
      runsBefore: 5,
      runsAfter: 3,
      within: 1,
    });
    expect(change?.gained.map(({ key }) => key)).toEqual(['d']);
    expect(change?.lost.map(({ key }) => key)).toEqual(['a']);
    expect(change?.reranked).toMatchObject([{ key: 'b', rankBefore: 2, rankAfter: 1 }]);
    expect(change?.alsoChanged).toEqual([{ name: 'embedding model', before: 'small', after: 'large' }]);
    expect(change?.change).toBeCloseTo(1 - (change?.between ?? 0), 12);
  });

  it('is nothing where nothing changed, and no change for one odd run', () => {
    const same = [1, 2, 3, 4, 5, 6].map((day) => run(day, ['a', 'b']));
    expect(retrievalChange(same)?.change).toBe(0);
    const odd = same.map((one, at) => (at === 3 ? { ...one, passages: ['x'] } : one));
    expect(retrievalChange(odd)?.change).toBeLessThan(0.4);
    expect(retrievalChange(odd)?.gained).toEqual([]);
  });

  it('is whole for other texts altogether, and unknown for three runs', () => {
    expect(retrievalChange([run(1, ['a']), run(2, ['a']), run(3, ['b']), run(4, ['b'])])?.change).toBe(1);
    expect(retrievalChange([run(1, ['a']), run(2, ['a']), run(3, ['b'])])).toBeNull();
  });

  it('draws a line that falls where it changed', () => {
    const runs = [run(1, ['a']), run(2, ['a']), run(3, ['b']), run(4, ['b'])];
    expect(overlapWithStart(runs, 2).map(({ overlap }) => overlap)).toEqual([1, 1, 0, 0]);
  });
});
