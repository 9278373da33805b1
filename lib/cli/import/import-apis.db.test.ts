import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { type ImportTestBench, importTestBench } from './import-test-bench';
import { type LangfuseStandIn, langfuseStandIn, PUBLIC_KEY, SECRET_KEY } from './langfuse-stand-in';
import { testFolder } from './test-folder';

const folder = testFolder();
let bench: ImportTestBench;
let langfuse: LangfuseStandIn;
beforeAll(async () => {
  bench = await importTestBench(folder);
  langfuse = await langfuseStandIn();
});
afterAll(async () => {
  await langfuse.close();
  await bench.close();
  folder.remove();
});

describe('runs of LangSmith in a real project', () => {
  it('come with their children, their counts and their feedback, whatever comes first', async () => {
    const root = '018f0000-0000-7000-8000-000000000001';
    const child = '018f0000-0000-7000-8000-000000000002';
    const lines = [
      { id: '018f0000-0000-7000-8000-00000000000f', run_id: root, key: 'correct', score: 1, comment: 'yes' },
      {
        id: root,
        name: 'assistant',
        run_type: 'chain',
        start_time: '2026-11-21T08:00:00.000001',
        end_time: '2026-11-21T08:00:02',
        inputs: { question: 'q' },
        outputs: { output: 'a' },
        child_runs: [
          {
            id: child,
            name: 'model',
            run_type: 'llm',
            start_time: '2026-11-21T08:00:01.000002',
            end_time: '2026-11-21T08:00:02',
            prompt_tokens: 12,
            completion_tokens: 3,
            total_tokens: 15,
            extra: { metadata: { ls_provider: 'openai', ls_model_name: 'gpt-x' } },
          },
        ],
      },
    ];
    const path = folder.file('runs.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    const { code, report, runs, project } = await bench.importing(['langsmith', path]);
    expect({ code, accepted: report.accepted, refusals: report.refusals }).toEqual({ code: 0, accepted: 3, refusals: [] });
    expect(runs).toMatchObject([{ runId: root, steps: [{ stepId: root }, { stepId: child, parentId: root, kind: 'LLM' }] }]);
    expect(runs[0]?.steps[1]?.facts).toMatchObject({ modelName: 'gpt-x', usage: { inputTokens: 12, outputTokens: 3 } });
    const { projectId } = project.actor;
    expect(await withProject(projectId, (tx) => tx.score.findMany({ where: { projectId } }))).toMatchObject([{ name: 'correct' }]);
  });
});

describe("Langfuse's API into a real project", () => {
  it('brings traces, observations, scores and datasets, and starting again brings nothing twice', async () => {
    const args = ['langfuse', '--from', langfuse.url, '--public-key', PUBLIC_KEY, '--secret-key', SECRET_KEY, '--page-size', '10'];
    const first = await bench.importing(args);
    expect(first).toMatchObject({ code: 0, report: { accepted: 74, refused: 0 } });
    expect(first.runs).toHaveLength(23 + 5);
    const trace = first.runs.find(({ runId }) => runId === 'trace-4');
    expect(trace).toMatchObject({ columns: { name: 'chat', userId: 'u1', tags: ['a'] } });
    expect(trace?.steps.find(({ stepId }) => stepId === 'obs-4')).toMatchObject({
      kind: 'LLM',
      output: 'answer 4',
      facts: { modelName: 'gpt-x' },
    });
    expect(first.runs.find(({ runId }) => runId === 'langfuse-dataset-item:item-2')?.columns).toMatchObject({
      tags: ['dataset:refunds / 1'],
    });
    const { projectId } = first.project.actor;
    expect(await withProject(projectId, (tx) => tx.score.count({ where: { projectId } }))).toBe(23);
    const second = await bench.importing(args, first.project);
    expect(second.report).toMatchObject({ accepted: 74, refused: 0 });
    expect(second.report.requests).toBe(first.report.requests);
    expect(second.runs).toEqual(first.runs);
  });
});
