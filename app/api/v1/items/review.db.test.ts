import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as approve } from '@/app/api/v1/eval-sets/[name]/cases/[caseId]/approve/route';
import { GET as listCases } from '@/app/api/v1/eval-sets/[name]/cases/route';
import { POST as publish } from '@/app/api/v1/eval-sets/[name]/versions/route';
import { POST as doVerb } from '@/app/api/v1/items/[itemId]/[verb]/route';
import { POST as beat } from '@/app/api/v1/items/[itemId]/heartbeat/route';
import { POST as submit } from '@/app/api/v1/items/[itemId]/submit/route';
import { GET as changes } from '@/app/api/v1/queues/[name]/changes/route';
import { POST as claim } from '@/app/api/v1/queues/[name]/claim/route';
import { GET as listItems } from '@/app/api/v1/queues/[name]/items/route';
import { PUT as putQueue } from '@/app/api/v1/queues/[name]/route';
import { GET as getRun } from '@/app/api/v1/runs/[runId]/route';
import { createKey } from '@/lib/data/people/keys';
import { listQueues } from '@/lib/data/queues/queues';
import { decisionAnswerSchema, itemResponseSchema, leaseSchema, verbAnswerSchema } from '@/lib/domain/item-response';
import { queueItemListSchema } from '@/lib/domain/queue-response';
import type { Actor } from '@/lib/domain/policy';
import { createInvoiceDocument } from '@/prisma/scenarios/invoice';
import { createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';

type Params = Record<string, string>;
type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

interface Stage {
  owner: Actor;
  key: string;
  runs: ReviewableRun[];
}

async function stage(count = 1): Promise<Stage> {
  const owner = await db.createProject();
  const { text: key } = await createKey(owner, {
    name: 'test',
    scopes: ['ingest', 'read', 'review', 'admin'],
    isPersonal: true,
    expiresInDays: 1,
  });
  expect((await ask(putQueue, { name: 'invoices' }, key, { title: 'Invoices' }, { method: 'PUT' })).status).toBe(201);
  await createInvoiceDocument(owner.projectId);
  const [queue] = await listQueues(owner);
  const runs: ReviewableRun[] = [];
  for (let n = 0; n < count; n++) runs.push(await createReviewableRun(owner.projectId, { queueId: queue?.queueId ?? '' }));
  return { owner, key, runs };
}

function ask(
  handler: Handler,
  params: Params,
  key: string,
  body?: unknown,
  init: { method?: string; query?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const method = init.method ?? 'POST';
  const request = new Request(`http://localhost/api/v1/x${init.query ?? ''}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...init.headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve(params as never) });
}
const get = (handler: Handler, params: Params, key: string, more: { query?: string; headers?: Record<string, string> } = {}) =>
  ask(handler, params, key, undefined, { method: 'GET', ...more });
const correction = (revision: string) => ({
  revision,
  outcome: 'corrected',
  verdicts: [
    {
      claim_id: 'c2',
      value: 'wrong',
      place: 'wrong',
      support: 'contradicts',
      corrected_value: '41,300.00',
      evidence: { document_id: 'inv-77', page: 1, quote: 'Total due 41,300.00' },
      reason_code: 'number_wrong',
    },
  ],
  omissions: [],
  note: 'Net and gross.',
});

describe('the review API', () => {
  it('goes from a claim to a decision, an eval version and the run, in the shapes that it documents', async () => {
    const { owner, key } = await stage();
    const claimed = await ask(claim, { name: 'invoices' }, key);
    expect(claimed.status).toBe(200);
    const item = itemResponseSchema.parse(await claimed.json());
    expect(item).toMatchObject({
      state: 'leased',
      flagged_claim_ids: ['c2'],
      documents: [{ document_id: 'inv-77' }],
      run: { review_outcome: null },
    });
    expect((await ask(claim, { name: 'invoices' }, key)).status).toBe(204);
    expect(leaseSchema.parse(await (await ask(beat, { itemId: item.item_id }, key, {})).json()).lease_id).toBe(item.lease_id);
    expect(
      verbAnswerSchema.parse(await (await ask(doVerb, { itemId: item.item_id, verb: 'comment' }, key, { text: 'Look.' })).json()).state,
    ).toBe('leased');

    const headers = { 'idempotency-key': randomUUID() };
    const first = await ask(submit, { itemId: item.item_id }, key, correction(item.revision), { headers });
    const text = await first.text();
    expect([
      first.status,
      (await (await ask(submit, { itemId: item.item_id }, key, correction(item.revision), { headers })).text()) === text,
    ]).toEqual([200, true]);
    const answer = decisionAnswerSchema.parse(JSON.parse(text));
    const run = await (await get(getRun, { runId: answer.run_id }, key)).json();
    expect(run).toMatchObject({
      review_outcome: 'corrected',
      original_output: { total: '41,200.00' },
      effective_output: { total: '41,300.00' },
      eval_case_id: answer.eval_case_id,
    });

    const lead = await db.createMember(owner, 'lead');
    const { text: leadKey } = await createKey(lead, { name: 'lead', scopes: ['read', 'review'], isPersonal: true, expiresInDays: 1 });
    expect((await ask(approve, { name: 'regressions', caseId: answer.eval_case_id ?? '' }, leadKey, {})).status).toBe(200);
    const version = await (await ask(publish, { name: 'regressions' }, leadKey, {})).json();
    const file = await get(listCases, { name: 'regressions' }, key, { query: '?version=1', headers: { accept: 'application/x-ndjson' } });
    expect(file.headers.get('content-disposition')).toContain('regressions-v1.jsonl');
    expect(
      createHash('sha256')
        .update(await file.text())
        .digest('hex'),
    ).toBe(version.sha256);
  });

  it('gives clients that share a key items of their own, and tells their leases apart', async () => {
    const { key } = await stage(5);
    const items = await Promise.all(Array.from({ length: 6 }, () => ask(claim, { name: 'invoices' }, key)));
    expect(items.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 204]);
    const leases = await Promise.all(items.filter(({ status }) => status === 200).map((item) => item.json()));
    expect(new Set(leases.map(({ item_id }) => item_id)).size).toBe(5);
    const [one, two] = leases;
    const stolen = await ask(
      submit,
      { itemId: one.item_id },
      key,
      { ...correction(one.revision), lease_id: two.lease_id },
      { headers: { 'idempotency-key': 'k' } },
    );
    expect([stolen.status, (await stolen.json()).code]).toEqual([409, 'lease_lost']);
  });

  it('says in words what is wrong with a request', async () => {
    const { key, runs } = await stage();
    const itemId = runs[0]?.itemId ?? '';
    const code = async (response: Promise<Response>) => {
      const { status, code: word } = await (await response).json();
      return [status, word];
    };
    expect(await code(ask(submit, { itemId }, key, correction('sha256:x')))).toEqual([400, 'idempotency_key_required']);
    expect(await code(ask(doVerb, { itemId, verb: 'expire' }, key, {}))).toEqual([404, 'not_found']);
    expect(await code(ask(doVerb, { itemId, verb: 'escalate' }, key, {}))).toEqual([422, 'invalid']);
    expect(await code(ask(doVerb, { itemId, verb: 'release' }, key, {}))).toEqual([409, 'lease_lost']);
    expect(await code(ask(claim, { name: 'in\u0000voices' }, key, {}))).toEqual([404, 'not_found']);
    expect(await code(ask(claim, { name: 'invoices' }, key, { item_id: itemId, everything: true }))).toEqual([422, 'invalid']);
    expect(await code(get(listItems, { name: 'invoices' }, key, { query: '?stat=waiting' }))).toEqual([422, 'invalid']);
    expect(
      queueItemListSchema.parse(
        await (await get(listItems, { name: 'invoices' }, key, { query: '?state=waiting&state=leased&sort=-risk' })).json(),
      ).items,
    ).toHaveLength(1);
  });
});

describe('live updates', () => {
  it('send a version at once and another when somebody claims, and stay silent for a reader that knows it', async () => {
    const { key } = await stage(2);
    const stop = new AbortController();
    const open = (headers: Record<string, string>) =>
      changes(new Request('http://localhost/api/v1/x', { headers: { authorization: `Bearer ${key}`, ...headers }, signal: stop.signal }), {
        params: Promise.resolve({ name: 'invoices' }),
      });
    const stream = await open({});
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const first = await nextVersion(reader);
    await ask(claim, { name: 'invoices' }, key);
    const second = await nextVersion(reader);
    expect(second).not.toBe(first);
    const known = ((await open({ 'last-event-id': second })).body as ReadableStream<Uint8Array>).getReader();
    const said = [await chunk(known), await chunk(known)].join('');
    expect(said).not.toContain('event:');
    stop.abort();
    for (let end = await reader.read(); !end.done; end = await reader.read()) expect(end.value).toBeDefined();
  });
});

async function chunk(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value, done } = await reader.read();
  if (done) throw new Error('the stream ended');
  return new TextDecoder().decode(value);
}

async function nextVersion(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  for (;;) {
    const found = /event: version\ndata: (.+)\n/.exec(await chunk(reader))?.[1];
    if (found) return found;
  }
}
