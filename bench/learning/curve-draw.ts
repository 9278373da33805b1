// One draw of the learning curve: a project of its own, its runs posted, reviewed bit by bit as the labels say, and the order of the
// runs that nobody reviews measured after each refit.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scored } from '../evidence/metrics';
import type { ReviewApi } from '../reviewers/review-api';
import { type LabelledRun, shuffled } from './labelled-runs';

const QUEUE = 'bench';
const BATCH = 50;
const PATIENCE_MS = 900_000;

export interface CurvePoint {
  verdicts: number;
  /** Of the test runs, by what is in force when nobody but the product chooses. */
  served: Scored[];
  /** With the newest version put in force by hand where it was not worse. */
  proposed: Scored[];
  judgement: string;
}

interface RiskModel {
  in_force: { version: number };
  versions: { version: number; judgement: string; learnt: { base_version: string; verdicts: { runs: number } } }[];
}
interface Item {
  item_id: string;
  run_id: string;
  risk: number;
}

export async function curveDraw(
  api: ReviewApi,
  runs: readonly LabelledRun[],
  stages: readonly number[],
  random: () => number,
): Promise<CurvePoint[]> {
  const sources = shuffled([...new Set(runs.map(({ source }) => source))], random);
  const tested = new Set(sources.slice(0, Math.round(sources.length * 0.4)));
  const named = runs.map((run, index) => ({ ...run, runId: `R-${String(index).padStart(5, '0')}` }));
  await post(api, named);
  const items = await listItems(api);
  const itemOf = new Map(items.map((item) => [item.run_id, item]));
  const test = named.filter(({ source }) => tested.has(source));
  const queue = shuffled(
    named.filter(({ source }) => !tested.has(source)),
    random,
  );
  const measure = async (): Promise<Scored[]> => {
    const risks = new Map((await listItems(api)).map(({ run_id, risk }) => [run_id, risk]));
    return test.map(({ runId, isBad }) => ({ score: risks.get(runId) ?? Number.NaN, isBad }));
  };
  const last =
    test
      .map(({ runId }) => runId)
      .sort()
      .at(-1) ?? '';
  const points: CurvePoint[] = [];
  let done = 0;
  for (const stage of stages) {
    for (; done < stage && done < queue.length; done++) {
      const run = queue[done];
      const item = run && itemOf.get(run.runId);
      if (item) await decide(api, item.item_id, run.isBad);
    }
    if (done < stage) break;
    if (stage > 0) await refit(api, stage);
    const { in_force, versions } = await settled(api, last);
    const served = await measure();
    const newest = versions[0];
    let proposed = served;
    if (newest && newest.version !== in_force.version && newest.judgement !== 'worse') {
      await api.must('POST', '/api/v1/risk-model/activate', { version: newest.version, reason: 'to measure it' });
      await settled(api, last);
      proposed = await measure();
      await api.must('POST', '/api/v1/risk-model/activate', { version: in_force.version, reason: 'measured' });
    }
    points.push({ verdicts: stage, served, proposed, judgement: newest?.judgement ?? '' });
  }
  return points;
}

async function post(api: ReviewApi, runs: readonly (LabelledRun & { runId: string })[]): Promise<void> {
  // One queue takes every run; the ones a project starts with would only cost time.
  const { queues } = await api.must<{ queues: { name: string }[] }>('GET', '/api/v1/queues');
  for (const { name } of queues) await api.must('PUT', `/api/v1/queues/${name}`, { rules: [] });
  await api.must('PUT', `/api/v1/queues/${QUEUE}`, { rules: [{ name: 'every run', when: {} }] });
  for (let from = 0; from < runs.length; from += BATCH) {
    const records = runs.slice(from, from + BATCH).map(({ runId, record }) => ({ run_id: runId, name: 'answer', ...record }));
    const { rejected } = await api.must<{ rejected: unknown[] }>('POST', '/api/v1/runs', { runs: records });
    if (rejected.length > 0) throw new Error(`runs were rejected: ${JSON.stringify(rejected.slice(0, 3))}`);
  }
  await until(async () => (await api.counts(QUEUE)).waiting === runs.length, 'the runs were not checked in time');
}

async function listItems(api: ReviewApi): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Item[]; next_cursor: string | null } = await api.must(
      'GET',
      `/api/v1/queues/${QUEUE}/items?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    items.push(...page.items);
    cursor = page.next_cursor;
  }
  return items;
}

async function decide(api: ReviewApi, itemId: string, isBad: boolean): Promise<void> {
  const lease = await api.must<{ lease_id: string; revision: string }>('POST', `/api/v1/queues/${QUEUE}/claim`, { item_id: itemId });
  const decision = isBad ? { outcome: 'rejected', note: 'labelled bad' } : { outcome: 'approved', acknowledged_unseen: true };
  const body = { revision: lease.revision, lease_id: lease.lease_id, ...decision, eval: null };
  const { status, body: answer } = await api.ask('POST', `/api/v1/items/${itemId}/submit`, body, {
    headers: { 'idempotency-key': randomUUID() },
  });
  if (status !== 200) throw new Error(`submit: ${status} ${JSON.stringify(answer)}`);
}

/** A refit by itself may have come first; then there is nothing new, and its version counts. */
async function refit(api: ReviewApi, verdicts: number): Promise<void> {
  const { status, body } = await api.ask<{ code?: string }>('POST', '/api/v1/risk-model/refit', {});
  if (status !== 202 && body.code !== 'nothing_new') throw new Error(`refit: ${status} ${JSON.stringify(body)}`);
  await until(async () => (await model(api)).versions[0]?.learnt.verdicts.runs === verdicts, 'no version was learnt in time');
}

/** Open items are scored in the order of their runs, so all of them are when the last one is. */
async function settled(api: ReviewApi, lastRun: string): Promise<RiskModel> {
  const now = await model(api);
  const suffix = now.in_force.version === 0 ? /^[^+]+$/ : new RegExp(`\\+p${now.in_force.version}$`);
  await until(async () => {
    const { risk } = await api.must<{ risk: { model_version: string } }>('GET', `/api/v1/runs/${lastRun}`);
    return suffix.test(risk.model_version);
  }, 'open items were not scored in time');
  return now;
}

const model = (api: ReviewApi): Promise<RiskModel> => api.must('GET', '/api/v1/risk-model');

async function until(isDone: () => Promise<boolean>, problem: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(300)) {
    if (await isDone()) return;
    if (Date.now() > end) throw new Error(problem);
  }
}
