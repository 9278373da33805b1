import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { runHitsSchema } from '@/lib/domain/steps/run-hit';
import { postedStep, postRun } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { listRunNotes } from './run-notes';
import { searchRun } from './run-search';
import { getShownStep, getStepPart } from './step-part';

let db: TestDatabase;
let actor: Actor;
let runId: string;
const large = {
  entries: Array.from({ length: 6000 }, (_, index) => ({ index, text: `entry ${index} of 大きな値 ${(index * 7919) % 10_007}` })),
};
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
  runId = await postRun(
    actor,
    {},
    {
      steps: [
        postedStep('a-root', { kind: 'AGENT', name: 'Refund agent' }),
        postedStep('b-llm', {
          kind: 'LLM',
          name: 'answer',
          parentId: 'a-root',
          facts: {
            messages: [
              { role: 'system', parts: [{ type: 'text', content: 'You are kind.' }] },
              { role: 'user', parts: [{ type: 'text', content: 'متى يصل المبلغ؟' }] },
            ],
            outputMessages: [
              {
                role: 'assistant',
                parts: [
                  { type: 'text', content: '退款需要14天' },
                  { type: 'tool_call', id: '1', name: 'lookup', arguments: { order: 'A-1' } },
                ],
              },
            ],
          },
          events: [{ name: 'exception', timeNs: 1_795_251_600_100_000_000n, attributes: { 'exception.message': 'stream reset' } }],
        }),
        postedStep('c-tool', {
          kind: 'TOOL',
          name: 'lookup',
          parentId: 'a-root',
          status: 'error',
          error: 'Gateway said "no"',
          input: { orderNumber: 'A-1', note: 'said "no" \\ twice' },
        }),
        postedStep('d-large', { kind: 'TOOL', parentId: 'a-root', output: large }),
      ],
    },
  );
});
afterAll(() => db.close());

/** All pages; `step:place` and the words with what stands around them. */
async function found(q: string, by: Actor = actor) {
  const hits = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await searchRun(by, runId, { q, cursor: cursor ?? undefined });
    expect(runHitsSchema.safeParse(page).error).toBeUndefined();
    hits.push(...page.hits);
    cursor = page.next_cursor;
  }
  return hits;
}
const places = async (q: string, by?: Actor) => (await found(q, by)).map(({ step_id, place }) => `${step_id}:${place}`).sort();

describe('searchRun', () => {
  it('finds names, errors, messages, keys, values and events, in any script and case', async () => {
    expect(await places('refund AGENT')).toEqual(['a-root:name']);
    expect(await places('المبلغ')).toContain('b-llm:facts');
    expect(await places('退款')).toContain('b-llm:facts');
    expect(await places('ordernumber')).toEqual(['c-tool:input']);
    expect(await places('stream reset')).toContain('b-llm:events');
    expect(await places('entry 5999 of 大きな値')).toEqual(['d-large:output']);
    expect(await places('not said by anybody')).toEqual([]);
  });

  it('takes quotation marks, backslashes and wildcards as they are, in texts and in JSON', async () => {
    expect(await places('said "no"')).toEqual(['c-tool:error', 'c-tool:input']);
    expect(await places('"no" \\ twice')).toEqual(['c-tool:input']);
    expect(await places('ref%agent')).toEqual([]);
    expect(await places('A_1')).toEqual([]);
  });

  it('goes through a long run page by page, each step once, to the last', async () => {
    const steps = Array.from({ length: 9001 }, (_, at) =>
      postedStep(`s${at}`, { name: at % 2 === 0 ? `even ${at}` : 'odd', output: `row ${at}` }),
    );
    const longId = await postRun(actor, {}, { steps });
    const found: string[] = [];
    let [pages, scanned] = [0, 0];
    for (let cursor: string | null | undefined; cursor !== null; pages++) {
      const page = await searchRun(actor, longId, { q: 'even', cursor: cursor ?? undefined });
      found.push(...page.hits.map(({ step_id }) => step_id));
      scanned += page.scanned;
      cursor = page.next_cursor;
    }
    expect(pages).toBeGreaterThan(2);
    expect(scanned).toBe(steps.length);
    expect(found.sort()).toEqual(steps.flatMap(({ stepId, name }) => (name.startsWith('even') ? [stepId] : [])).sort());
  });

  it('shows the words with what stands around them', async () => {
    const [hit] = await found('gateway said');
    expect(hit).toMatchObject({ step_id: 'c-tool', place: 'error', before: '', match: 'Gateway said', after: ' "no"' });
    const [deep] = await found('entry 3000 of');
    expect(deep?.match).toBe('entry 3000 of');
    expect(`${deep?.before}${deep?.match}${deep?.after}`.length).toBeLessThan(300);
  });

  it('lets a role without sight of raw content search names only', async () => {
    const viewer: Actor = { ...actor, role: 'viewer' };
    expect(await places('lookup', viewer)).toEqual(['c-tool:name']);
    expect(await places('stream reset', viewer)).toEqual([]);
  });
});

describe('listRunNotes', () => {
  it('gives the last message that went in, all that came out, calls, events and errors, with their times', async () => {
    const { notes, nextCursor } = await listRunNotes(actor, runId);
    expect(nextCursor).toBeNull();
    const words = notes.map(({ stepId, kind, level, title, text }) => `${stepId} ${kind} ${level} ${title}: ${text.slice(0, 30)}`);
    expect(words).toEqual([
      'b-llm message info user: متى يصل المبلغ؟',
      'b-llm event error exception: stream reset',
      'b-llm message info assistant: 退款需要14天',
      'b-llm call info lookup: {"order": "A-1"}',
      expect.stringMatching(/^c-tool call info called with: /) as string,
      'c-tool error error failed: Gateway said "no"',
      expect.stringMatching(/^d-large result info result: /) as string,
    ]);
    expect(notes.map(({ ms }) => ms)).toEqual([0, 100, 250, 250, 0, 250, 250]);
    expect(notes.at(-1)?.isCut).toBe(true);
  });

  it('gives no text to a role without sight of raw content', async () => {
    const { notes } = await listRunNotes({ ...actor, role: 'viewer' }, runId);
    expect(notes.every(({ text }) => text === '•••' || text === '')).toBe(true);
  });
});

describe('a step for its panel', () => {
  it('comes without its large part, which is given by itself, whole', async () => {
    const { step, large: parts } = await getShownStep(actor, runId, 'd-large');
    expect(parts).toMatchObject([{ part: 'output' }]);
    expect(step.output).toBeNull();
    expect(JSON.parse(await getStepPart(actor, runId, 'd-large', 'output'))).toEqual(large);
  });

  it('comes whole when nothing of it is large', async () => {
    const { step, large: parts } = await getShownStep(actor, runId, 'b-llm');
    expect(parts).toEqual([]);
    expect(step.facts.outputMessages).toHaveLength(1);
    expect(JSON.parse(await getStepPart(actor, runId, 'b-llm', 'facts.messages'))).toHaveLength(2);
  });

  it('is not there for another project, nor is a part that the step does not have', async () => {
    const stranger = await db.createProject();
    await expect(getShownStep(stranger, runId, 'b-llm')).rejects.toMatchObject({ kind: 'not_found' });
    for (const part of ['nothing', 'facts.absent', 'facts.a.b', "input'"]) {
      await expect(getStepPart(actor, runId, 'b-llm', part)).rejects.toMatchObject({ kind: 'not_found' });
    }
    await expect(getStepPart(stranger, runId, 'd-large', 'output')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(getStepPart({ ...actor, role: 'viewer' }, runId, 'd-large', 'output')).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
