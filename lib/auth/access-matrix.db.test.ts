import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createIncident } from '@/lib/data/incidents/incident-change';
import { queueIncident } from '@/lib/data/incidents/incident-queueing';
import { claimItem } from '@/lib/data/queues/item-claim';
import { createKey } from '@/lib/data/people/keys';
import { submitReview } from '@/lib/data/review/submit-review';
import { checkpointProject } from '@/lib/data/trail/trail-checkpointer';
import { storeInVault } from '@/lib/data/privacy/vault';
import { can, PERMISSIONS, ROLES, SCOPES } from '@/lib/domain/policy';
import type { Actor, Role, Scope } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { createAlarm } from '@/prisma/scenarios/drift-alarm';
import { createPattern } from '@/prisma/scenarios/failure-pattern';
import { createQueue, createReviewableRun } from '@/prisma/scenarios/reviewable-run';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { type KnownIds, ROUTES, type RouteAccess } from './access-matrix';

type Handler = (request: Request, context: { params: Promise<Record<string, string | string[]>> }) => Promise<Response>;
interface Tenant {
  owner: Actor;
  ids: KnownIds;
  /** A text that stands in everything of this project and nowhere else. */
  marker: string;
  keys: Map<Role, string>;
}

const API = join(import.meta.dirname, '..', '..', 'app', 'api', 'v1');
const handlers = new Map<string, Handler>();
let db: TestDatabase;
let folder: string;
let [mine, theirs]: [Tenant | undefined, Tenant | undefined] = [undefined, undefined];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-access-'));
  vi.stubEnv('COUNTERSIGN_SECRET', 'a secret of the tests, 32 characters and more');
  vi.stubEnv('COUNTERSIGN_DATA_DIR', folder);
  resetEnv();
  db = await testDatabase();
  for (const route of new Set(ROUTES.map((each) => each.route))) {
    const module = (await import(join(API, route, 'route.ts'))) as Record<string, Handler>;
    for (const [method, handler] of Object.entries(module)) handlers.set(`${method} ${route}`, handler);
  }
  mine = await tenant('alpha');
  theirs = await tenant('beta');
  signing = signRegularly([mine.owner.projectId, theirs.owner.projectId]);
}, 120_000);
afterAll(async () => {
  isOver = true;
  await signing;
  await db.close();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
  resetEnv();
});

/** As the worker does: what asks for a fresh checkpoint waits for it. */
let isOver = false;
let signing: Promise<void> = Promise.resolve();
async function signRegularly(projectIds: readonly string[]): Promise<void> {
  for (; !isOver; await sleep(100)) for (const projectId of projectIds) await checkpointProject(projectId);
}

const name = ({ method, route, label }: RouteAccess) => `${method} /api/v1/${route}${label ? `: ${label}` : ''}`;
const tenants = (): [Tenant, Tenant] => {
  if (!mine || !theirs) throw new Error('the tenants could not be made');
  return [mine, theirs];
};

function ask(access: RouteAccess, ids: KnownIds, headers: Record<string, string>): Promise<Response> {
  const handler = handlers.get(`${access.method} ${access.route}`);
  if (!handler) throw new Error(`${name(access)} has no handler`);
  const body = access.body ? { body: JSON.stringify(access.body(ids)) } : {};
  const url = `http://localhost:3000/api/v1/${access.route}${access.query?.(ids) ?? ''}`;
  // Of each tenant's records under a key of their own: a key that was used for others would be refused as such.
  const once = access.headers?.['idempotency-key'];
  const key: Record<string, string> = once ? { 'idempotency-key': `${once}-${ids.runId}` } : {};
  const request = new Request(url, {
    method: access.method,
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...access.headers, ...key, ...headers },
    ...body,
  });
  return handler(request, { params: Promise.resolve(access.params?.(ids) ?? {}) });
}

async function tenant(marker: string): Promise<Tenant> {
  const owner = await db.createProject();
  const keys = new Map<Role, string>();
  for (const role of ROLES) {
    const member = role === 'owner' ? owner : await db.createMember(owner, role);
    keys.set(role, (await createKey(member, { name: role, scopes: [...SCOPES], isPersonal: true, expiresInDays: null })).text);
  }
  const ids = {
    runId: `R-${marker}`,
    otherRunId: `R-other-${marker}`,
    stepId: `s-${marker}`,
    sessionId: `session-${marker}`,
    userId: `user-${marker}`,
    documentId: `doc-${marker}`,
    mediaHash: createHash('sha256').update(`picture of ${marker}`).digest('hex'),
    queue: `queue-${marker}`,
    itemId: '',
    decidedItemId: '',
    caseId: '',
    evalSet: `set-${marker}`,
    patternKey: `p1-${marker}-one`,
    incidentId: '',
    queueingId: '',
    alarmId: '',
    token: `⟦email:tok_${(marker === 'alpha' ? 'b' : 'c').repeat(24)}⟧`,
  };
  const headers = { 'x-api-key': keys.get('owner') ?? '' };
  const post = async (route: string, body: unknown) => {
    const response = await ask({ route, method: 'POST', permission: 'run.ingest', body: () => body }, ids, headers);
    if (response.status !== 200) throw new Error(`${route}: ${await response.text()}`);
  };
  const picture = `data:image/png;base64,${Buffer.from(`picture of ${marker}`).toString('base64')}`;
  const steps = [{ step_id: ids.stepId, kind: 'LLM', name: marker, input: marker, output: marker, attributes: { picture } }];
  for (const runId of [ids.runId, ids.otherRunId])
    await post('runs', {
      run_id: runId,
      session_id: ids.sessionId,
      user_id: ids.userId,
      input: marker,
      output: `total of ${marker}`,
      steps,
    });
  await post('documents', { document_id: ids.documentId, title: marker, content: `The total of ${marker}` });
  await storeInVault(owner.projectId, [{ token: ids.token, type: 'email', value: `total of ${marker}` }]);
  await createPattern(owner.projectId, { patternKey: ids.patternKey, coarseKey: `p1-${marker}`, typicalRunId: ids.runId });
  const queueId = await createQueue(owner.projectId, { name: ids.queue });
  const { itemId } = await createReviewableRun(owner.projectId, { queueId, runId: `R-item-${marker}` });
  const decided = await createReviewableRun(owner.projectId, { queueId, runId: `R-decided-${marker}` });
  await claimItem(owner, ids.queue, { item_id: decided.itemId });
  const decision = { revision: decided.revision, outcome: 'rejected', note: marker, eval: { set: ids.evalSet } };
  const { eval_case_id } = await submitReview(owner, decided.itemId, decision, marker);
  const cause = { by: 'route', route: marker };
  const { incidentId } = await createIncident(owner, { title: `total of ${marker}`, severity: 'low', cause }, null);
  const { queueingId } = await queueIncident(owner, incidentId, {}, null);
  const alarmId = await createAlarm(owner.projectId, `total of ${marker}`);
  await checkpointProject(owner.projectId);
  return {
    owner,
    ids: { ...ids, incidentId, queueingId, alarmId, itemId, decidedItemId: decided.itemId, caseId: eval_case_id ?? '' },
    marker,
    keys,
  };
}

describe('the matrix', () => {
  it('has every route of the API with every method it answers', () => {
    const files = readdirSync(API, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('route.ts'));
    const answered = files.flatMap((file) => {
      const methods = readFileSync(join(API, file), 'utf8').matchAll(
        /export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g,
      );
      return [...methods].map(([, method]) => `${method} ${file.replace(/[\\/]route\.ts$/, '')}`);
    });
    const open = ['GET openapi.json'];
    expect(answered.filter((each) => !open.includes(each)).sort()).toEqual(
      [...new Set(ROUTES.map(({ method, route }) => `${method} ${route}`))].sort(),
    );
    for (const { route } of ROUTES) expect(existsSync(join(API, route, 'route.ts'))).toBe(true);
  });
});

describe.each(ROUTES.map((access) => [name(access), access] as const))('%s', (_name, access) => {
  it('answers the owner about their own', async () => {
    const [{ ids, keys, marker }] = tenants();
    const response = await ask(access, ids, { 'x-api-key': keys.get('owner') ?? '' });
    expect([response.status, response.status === (access.own ?? 200) ? '' : await response.text()]).toEqual([access.own ?? 200, '']);
    expect(marker).not.toBe('');
  });

  it('asks for a sign-in when there is none, and does not fall back from a bad key to a session', async () => {
    const [{ ids }] = tenants();
    for (const headers of [
      {},
      { authorization: 'Bearer cs_no_such' },
      { 'x-api-key': 'nonsense' },
      { cookie: 'countersign.session=forged' },
    ]) {
      const response = await ask(access, ids, headers as Record<string, string>);
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it.each(ROLES)('lets the role %s do what the policy says', async (role) => {
    const [{ ids, keys }] = tenants();
    const response = await ask(access, ids, { 'x-api-key': keys.get(role) ?? '' });
    const isAllowed = can({ role, via: 'session', scopes: [] }, access.permission);
    expect(response.status === 403).toBe(!isAllowed);
    expect(response.status).not.toBe(401);
    expect(response.status).toBeLessThan(500);
  });

  it('needs the right scope of a key, whatever its person may do', async () => {
    const [{ owner, ids }] = tenants();
    const scopes = SCOPES.filter((scope): scope is Scope => scope !== PERMISSIONS[access.permission].scope);
    const { text } = await createKey(owner, { name: 'narrow', scopes, isPersonal: true, expiresInDays: 1 });
    const response = await ask(access, ids, { 'x-api-key': text });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'forbidden', required_scope: PERMISSIONS[access.permission].scope });
  });

  it('finds nothing of another project, and says no more than of what does not exist', async () => {
    const [stranger, { ids, marker, owner }] = tenants();
    const headers = { 'x-api-key': stranger.keys.get('owner') ?? '' };
    const response = await ask(access, ids, headers);
    const text = await response.text();
    if (access.foreign !== 'list') expect(response.status).toBe(404);
    for (const secret of [`total of ${marker}`, owner.projectId, owner.userId ?? '', ids.itemId]) expect(text).not.toContain(secret);
    if (access.foreign === 'list') expect(text.replaceAll('-new', '')).not.toContain(marker);
    const nowhere = Object.fromEntries(
      Object.entries(ids).map(([key, id]) => [
        key,
        /^(itemId|decidedItemId|caseId|incidentId|queueingId|alarmId)$/.test(key)
          ? '00000000-0000-7000-8000-000000000000'
          : id.replace(marker, 'gamma'),
      ]),
    ) as unknown as KnownIds;
    const absent = await ask(access, nowhere, headers);
    expect(absent.status).toBe(response.status);
    if (response.status === 404) expect((await absent.text()).replaceAll('gamma', marker)).toBe(text);
  });
});
