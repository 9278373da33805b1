import { describe, expect, it } from 'vitest';
import { randomSteps, stepChain } from './random-steps';
import { runTree } from './run-tree';

const text = (value: unknown) => JSON.stringify(value, (_key, held) => (typeof held === 'bigint' ? String(held) : held));

describe('randomSteps', () => {
  it('repeats itself for a seed, and differs between seeds', () => {
    expect(text(randomSteps({ seed: 7, size: 50 }))).toBe(text(randomSteps({ seed: 7, size: 50 })));
    expect(text(randomSteps({ seed: 7, size: 50 }))).not.toBe(text(randomSteps({ seed: 8, size: 50 })));
  });

  it('holds everything that it promises somewhere among a few graphs', () => {
    const graphs = Array.from({ length: 20 }, (_, seed) => randomSteps({ seed, size: 200 }));
    const marks = new Set(graphs.flatMap((steps) => runTree(steps).map(({ mark }) => mark)));
    expect(marks).toEqual(new Set([null, 'orphan', 'cycle']));
    const all = graphs.flat();
    expect(graphs.some((steps) => new Set(steps.map(({ stepId }) => stepId)).size < steps.length)).toBe(true);
    expect(all.some(({ startNs }) => startNs === null)).toBe(true);
    expect(all.some(({ startNs, endNs }) => startNs !== null && endNs === null)).toBe(true);
    expect(all.some(({ startNs, endNs }) => startNs !== null && endNs !== null && endNs < startNs)).toBe(true);
    expect(all.some(({ startNs, endNs }) => startNs !== null && endNs !== null && endNs - startNs < 1000n)).toBe(true);
    expect(all.some(({ stepId, parentId }) => stepId === parentId)).toBe(true);
  });

  it('has no id twice when told so', () => {
    const steps = randomSteps({ seed: 3, size: 5000, duplicates: 0 });
    expect(new Set(steps.map(({ stepId }) => stepId)).size).toBe(5000);
  });
});

describe('stepChain', () => {
  it('is one line down, or one loop', () => {
    expect(runTree(stepChain(1000)).at(-1)?.depth).toBe(999);
    const rows = runTree(stepChain(1000, { isLoop: true }));
    expect([rows[0]?.mark, rows.at(-1)?.depth]).toEqual(['cycle', 999]);
  });
});
