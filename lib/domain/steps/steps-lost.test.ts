import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { randomSteps, stepChain } from '@/lib/domain/run/random-steps';
import type { AssembledStep, CanonicalStep } from '@/lib/domain/run/run';
import { isMissing } from '@/lib/domain/step-mark';
import { clockFault, drawnStarts, ownTime, timeSpan } from './step-clock';
import { criticalPath } from './critical-path';
import { stepAttempts } from './step-attempts';
import { firstStart, stepChunk } from './step-chunk';
import { logRows } from './step-log';
import { rowOf, stepShape, visibleRows, withAncestors, withWayTo } from './step-shape';
import { briefAt, emptyTable, type StepTable, tableOf, withChunk } from './step-table';

const OPEN = { fromDepth: null, turned: new Set<number>() };
const assembled = (steps: readonly CanonicalStep[]) => assembleRun({ runId: 'r', source: 'plain', facts: {}, steps }).steps;

/** As it travels: in chunks, through JSON. */
function travelled(steps: readonly AssembledStep[], size = 4096): StepTable {
  const firstNs = firstStart(steps);
  let table = emptyTable(steps.length);
  for (let from = 0; from < steps.length; from += size) {
    const chunk = stepChunk(steps.slice(from, from + size), { state: 's', total: steps.length, from, firstNs, problems: new Map() });
    table = withChunk(table, JSON.parse(JSON.stringify(chunk)));
  }
  return table;
}

const anyGraph = fc.record({ seed: fc.integer(), size: fc.integer({ min: 0, max: 120 }), duplicates: fc.constantFrom(0, 0.05, 0.4) });
const sorted = (ids: readonly string[]) => [...ids].sort();

describe('no span is lost, whatever the graph of steps', () => {
  it('gives each step exactly once as a row of tree and waterfall, parents before their children, and says what was wrong', () => {
    fc.assert(
      fc.property(anyGraph, fc.integer({ min: 1, max: 40 }), (graph, size) => {
        const steps = randomSteps(graph);
        const table = travelled(assembled(steps), size);
        const shape = stepShape(table);
        const rows = visibleRows(table, shape, OPEN);
        expect([...rows]).toEqual(Array.from({ length: table.count }, (_, at) => at));
        const shown = [...rows].map((at) => briefAt(table, at));
        const sent = shown.filter(({ mark }) => !isMissing(mark));
        expect(sorted(sent.map(({ id }) => id))).toEqual(sorted(steps.map(({ stepId }) => stepId)));
        const known = new Set(steps.map(({ stepId }) => stepId));
        // An id may occur twice, once as an orphan: the ids are compared as they are counted.
        const lost = steps.filter(({ parentId }) => parentId !== null && !known.has(parentId)).map(({ stepId }) => stepId);
        expect(sorted(sent.filter(({ mark }) => mark === 'orphan').map(({ id }) => id))).toEqual(sorted(lost));
        for (let at = 0; at < table.count; at++) {
          const above = shape.parent[at] as number;
          expect(above).toBeLessThan(at);
          expect(shown[at]?.depth).toBe(above < 0 ? 0 : (shown[above]?.depth ?? 0) + 1);
        }
      }),
    );
  });

  it('counts siblings, places and ends of subtrees as the tree has them', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const table = travelled(assembled(randomSteps(graph)));
        const shape = stepShape(table);
        const seen = new Map<number, number>();
        for (let at = 0; at < table.count; at++) {
          const above = shape.parent[at] as number;
          seen.set(above, (seen.get(above) ?? 0) + 1);
          expect(shape.position[at]).toBe(seen.get(above));
          const end = shape.end[at] as number;
          for (let below = at + 1; below < table.count; below++) {
            const isInside = below < end;
            let up = shape.parent[below] as number;
            while (up > at) up = shape.parent[up] as number;
            expect(isInside).toBe(up === at);
          }
        }
        for (let at = 0; at < table.count; at++) expect(shape.siblings[at]).toBe(seen.get(shape.parent[at] as number));
      }),
      { numRuns: 60 },
    );
  });

  it('gives each step exactly one row of the log, in order of time, and every note of its body', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const table = travelled(assembled(randomSteps(graph)));
        const notes = [...table.ids, 'of nobody'].map((stepId, index) => ({
          stepId,
          kind: 'event' as const,
          level: 'info' as const,
          ms: index % 3 === 0 ? null : index * 1.5,
          title: `note ${index}`,
          text: '',
          isCut: false,
        }));
        const rows = logRows(table, notes);
        const steps = rows.filter(({ kind }) => kind === 'step').map(({ at }) => at);
        expect(steps.sort((a, b) => a - b)).toEqual(Array.from({ length: table.count }, (_, at) => at));
        expect(rows.filter(({ note }) => note !== null)).toHaveLength(notes.length);
        for (let at = 1; at < rows.length; at++) expect(rows[at]?.ms).toBeGreaterThanOrEqual(rows[at - 1]?.ms ?? 0);
      }),
    );
  });

  it('opens the way to any step through any folding, and hides nothing but what lies below a folded one', () => {
    fc.assert(
      fc.property(anyGraph, fc.option(fc.nat(4)), fc.array(fc.nat(150)), fc.nat(119), (graph, fromDepth, turned, wanted) => {
        const table = travelled(assembled(randomSteps(graph)));
        if (wanted >= table.count) return;
        const shape = stepShape(table);
        const folding = withWayTo(table, shape, { fromDepth, turned: new Set(turned) }, wanted);
        const rows = visibleRows(table, shape, folding);
        expect(rows[rowOf(rows, wanted)]).toBe(wanted);
        const kept = withAncestors(shape, table.count, (at) => at === wanted);
        const only = visibleRows(table, shape, OPEN, kept);
        expect(only.at(-1)).toBe(wanted);
        expect(only).toHaveLength((table.depth[wanted] as number) + 1);
      }),
    );
  });

  it('takes a chain 100,000 deep and a loop of 100,000', () => {
    for (const isLoop of [false, true]) {
      const table = travelled(assembled(stepChain(100_000, { isLoop })));
      const shape = stepShape(table);
      const rows = visibleRows(table, shape, OPEN);
      expect(rows).toHaveLength(100_000);
      expect(table.depth[99_999]).toBe(99_999);
      expect(briefAt(table, 0).mark).toBe(isLoop ? 'cycle' : null);
      expect(new Set(table.ids).size).toBe(100_000);
      expect(visibleRows(table, shape, { fromDepth: 3, turned: new Set() })).toHaveLength(4);
      expect(withWayTo(table, shape, { fromDepth: 2, turned: new Set() }, 99_999).turned.size).toBe(99_997);
      expect(logRows(table, [])).toHaveLength(100_000);
      expect(criticalPath(table, shape).length).toBeGreaterThan(0);
      expect(timeSpan(table)).toBe(200_000);
    }
  });
});

describe('a table of steps', () => {
  it('refuses a chunk that does not follow', () => {
    const steps = assembled(stepChain(10));
    const part = (from: number) =>
      stepChunk(steps.slice(from), { state: 's', total: 10, from, firstNs: firstStart(steps), problems: new Map() });
    expect(() => withChunk(emptyTable(10), part(4))).toThrow(/do not follow/);
    expect(() => withChunk(tableOf([part(0)]), part(4))).toThrow(/do not follow/);
  });

  it('keeps times to the nanosecond, lengths below a microsecond, missing ends and clocks that go back', () => {
    const [first] = stepChain(1) as [CanonicalStep];
    const at = (stepId: string, startNs: bigint | null, endNs: bigint | null) => ({ ...first, stepId, parentId: 'c0', startNs, endNs });
    const zero = first.startNs as bigint;
    const steps = assembled([
      { ...first, endNs: zero + 90n },
      at('short', zero + 1n, zero + 8n),
      at('open', zero + 2n, null),
      at('back', zero + 5n, zero + 1n),
      at('early', zero - 2_000_000n, zero),
    ]);
    const table = travelled(steps);
    const shape = stepShape(table);
    const of = (id: string) => table.placeById.get(id) as number;
    expect(briefAt(table, of('c0')).startMs).toBe(2);
    expect(briefAt(table, of('short')).durationMs).toBe(0.000_007);
    expect(briefAt(table, of('open')).durationMs).toBeNull();
    expect(clockFault(table, shape, of('back'))).toEqual({ fault: 'ends_first', byMs: 0.000_004 });
    expect(clockFault(table, shape, of('early'))).toEqual({ fault: 'before_parent', byMs: 2 });
    expect(clockFault(table, shape, of('short'))).toBeNull();
    expect(briefAt(table, of('early')).startMs).toBe(0);
    expect(drawnStarts(table, shape)[of('early')]).toBe(2);
  });
});

describe('attempts', () => {
  it('are a failed step and the next of its kind and name; one that passed ends the row', () => {
    const [like] = stepChain(1) as [CanonicalStep];
    const call = (index: number, name: string, status: 'ok' | 'error'): CanonicalStep => ({
      ...like,
      stepId: `t${index}`,
      parentId: 'root',
      kind: 'TOOL',
      name,
      status,
      startNs: (like.startNs as bigint) + BigInt(index),
    });
    const tools = ['a:error', 'b:ok', 'a:error', 'a:ok', 'a:ok', 'b:ok'].map((text, index) => {
      const [name, status] = text.split(':') as [string, 'ok' | 'error'];
      return call(index, name, status);
    });
    const table = travelled(assembled([{ ...like, stepId: 'root' }, ...tools]));
    const { number, of } = stepAttempts(table, stepShape(table));
    expect(Array.from(number, (attempt, at) => `${attempt}/${of[at]}`)).toEqual(['0/0', '1/3', '0/0', '2/3', '3/3', '0/0', '0/0']);
  });
});

describe('the critical path', () => {
  it('follows the child that ended last, and gives the time between to the step itself', () => {
    const [like] = stepChain(1) as [CanonicalStep];
    const zero = like.startNs as bigint;
    const step = (stepId: string, parentId: string | null, from: number, to: number) => ({
      ...like,
      stepId,
      parentId,
      startNs: zero + BigInt(from) * 1_000_000n,
      endNs: zero + BigInt(to) * 1_000_000n,
    });
    const table = travelled(
      assembled([
        step('root', null, 0, 100),
        step('a', 'root', 10, 40),
        step('b', 'root', 20, 60),
        step('c', 'root', 70, 95),
        step('d', 'c', 80, 99),
      ]),
    );
    const shape = stepShape(table);
    const words = criticalPath(table, shape).map(({ at, fromMs, toMs }) => `${table.ids[at]} ${fromMs}-${toMs}`);
    expect(words).toEqual(['root 0-20', 'b 20-60', 'root 60-70', 'c 70-80', 'd 80-95', 'root 95-100']);
    expect([...ownTime(table, shape)]).toEqual([25, 30, 40, 10, 19]);
  });

  it('covers the run without overlaps, for any graph', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const table = travelled(assembled(randomSteps(graph)));
        const parts = criticalPath(table, stepShape(table));
        for (const [index, { fromMs, toMs }] of parts.entries()) {
          expect(toMs).toBeGreaterThan(fromMs);
          if (index > 0) expect(fromMs).toBeGreaterThanOrEqual((parts[index - 1]?.toMs ?? 0) - 1e-6);
        }
      }),
    );
  });
});
