import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { langsmithItems } from './langsmith-runs';

const ROOT = '018f0000-0000-7000-8000-000000000001';
const CHILD = '018f0000-0000-7000-8000-000000000002';
const runs = (record: Json) =>
  langsmithItems(record, 'line 1').map(({ payload }) => JSON.parse(String(payload)) as { [key: string]: Json });

describe('runs of LangSmith', () => {
  it('keep what its ingestion takes, with the zone and the counts that the export has in another place', () => {
    const record = {
      id: CHILD,
      trace_id: ROOT,
      parent_run_id: ROOT,
      dotted_order: `20261121T080000000001Z${ROOT}.20261121T080000000002Z${CHILD}`,
      name: 'ChatModel',
      run_type: 'llm',
      start_time: '2026-11-21T08:00:00.109001',
      end_time: '2026-11-21T08:00:01+00:00',
      inputs: { a: 1 },
      outputs: null,
      prompt_tokens: 12,
      completion_tokens: 3,
      total_tokens: 15,
      total_cost: '0.0004',
      extra: { metadata: { ls_provider: 'openai' } },
      status: 'success',
      app_path: '/o/x',
      feedback_stats: {},
    };
    expect(runs(record)).toEqual([
      {
        id: CHILD,
        trace_id: ROOT,
        parent_run_id: ROOT,
        dotted_order: record.dotted_order,
        name: 'ChatModel',
        run_type: 'llm',
        inputs: { a: 1 },
        start_time: '2026-11-21T08:00:00.109001Z',
        end_time: '2026-11-21T08:00:01+00:00',
        extra: {
          metadata: {
            ls_provider: 'openai',
            usage_metadata: { input_tokens: 12, output_tokens: 3, total_tokens: 15, total_cost: 0.0004 },
          },
        },
      },
    ]);
  });

  it('stand beside their children, however deep, and each knows its run', () => {
    const deep = Array.from({ length: 3000 }).reduce<Json>(
      (child, _one, index) => ({ id: `r${index}`, child_runs: child === null ? [] : [child] }),
      null,
    );
    const found = runs({ id: ROOT, name: 'root', child_runs: [{ id: CHILD, name: 'child' }, deep] });
    expect(found).toHaveLength(3002);
    expect(found[0]).toMatchObject({ id: ROOT, trace_id: ROOT });
    expect(found.find(({ id }) => id === CHILD)).toMatchObject({ parent_run_id: ROOT, trace_id: ROOT });
    expect(new Set(found.map(({ trace_id }) => trace_id))).toEqual(new Set([ROOT]));
  });

  it('may have times as numbers, and feedback beside them', () => {
    expect(runs({ id: ROOT, start_time: 1_795_250_000_123 })[0]).toMatchObject({ start_time: '2026-11-21T08:33:20.123000Z' });
    const [feedback] = langsmithItems({ id: 'f', run_id: ROOT, key: 'correct', score: 1 }, 'line 2');
    expect(feedback).toMatchObject({ surface: 'feedback', id: 'f' });
    const [listed] = langsmithItems({ id: 'f', run_id: ROOT, key: 'correct', score: 1, created_at: '2026-11-01T00:00:00' }, 'line 3');
    expect(JSON.parse(String(listed?.payload))).toMatchObject({ created_at: '2026-11-01T00:00:00Z' });
  });

  it.each([
    [{ name: 'x' }, 'has no id'],
    [{ id: 'x', parent_run_id: 'y' }, 'neither trace_id nor dotted_order'],
    [{ id: 'x', start_time: 'yesterday' }, 'start_time that is not a time'],
    [{ run_id: 'x', key: 'k', score: 1 }, 'feedback without an id'],
  ])('that cannot be placed are refused: %j', (record, message) => {
    expect(() => langsmithItems(record, 'p')).toThrow(message);
  });
});
