import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackReceiver, loopbackReceiver } from '@/lib/connectors/loopback-receiver';
import { type Actor, ROLES } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { openConnectorSecret, sealConnectorSecret } from './connector-secret';
import { listConnectors, listUndelivered } from './connector-list';
import { testConnector } from './connector-test';
import { changeConnector, createConnector, deleteConnector, resendGivenUp, switchConnector } from './connectors';
import { withProject } from '@/lib/data/database';
import { pruneOutbox } from '@/lib/data/prune';

const SECRET = 'sk-lf-canary-77';
const settings = (url: string) => ({ url, publicKey: 'pk-lf-1' });

let db: TestDatabase;
let owner: pg.Client;
let actor: Actor;
let receiver: LoopbackReceiver;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.close();
});
beforeEach(async () => {
  setEnv({ COUNTERSIGN_SECRET: 's'.repeat(40), COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS: 'on' });
  actor = await db.createProject();
  receiver = await loopbackReceiver();
});
afterEach(() => {
  setEnv({});
  return receiver.close();
});

function setEnv(given: { [name: string]: string }): void {
  for (const name of ['COUNTERSIGN_SECRET', 'COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS']) delete process.env[name];
  Object.assign(process.env, given);
  resetEnv();
}
const create = (name = 'langfuse', by = actor) =>
  createConnector(by, 'langfuse', { name, settings: settings(receiver.url), secret: SECRET });
const trail = () =>
  withProject(actor.projectId, (tx) =>
    tx.trailEntry.findMany({ where: { projectId: actor.projectId, type: { startsWith: 'connector.' } }, orderBy: { idx: 'asc' } }),
  );

describe('connectors', () => {
  it('are kept with an encrypted credential that nobody is shown, and each change stands in the trail', async () => {
    const connectorId = await create();
    await changeConnector(actor, connectorId, { name: 'eu', settings: { ...settings(receiver.url), isPerClaim: false }, secret: null });
    await switchConnector(actor, connectorId, false);
    await switchConnector(actor, connectorId, false);
    const [row] = await listConnectors(actor);
    expect(row).toMatchObject({
      name: 'eu',
      hasSecret: true,
      isEnabled: false,
      state: 'off',
      settings: { isPerClaim: false, hasTexts: true },
    });
    expect(JSON.stringify(row)).not.toContain(SECRET);
    await deleteConnector(actor, connectorId);
    const entries = await trail();
    expect(entries.map(({ type }) => type)).toEqual([
      'connector.created',
      'connector.changed',
      'connector.switched_off',
      'connector.deleted',
    ]);
    expect(JSON.parse(entries[1]?.payload ?? '')).toMatchObject({
      actor_id: actor.userId,
      facts: { connector_id: connectorId, kind: 'langfuse', fields: ['isPerClaim'], is_secret_changed: false },
    });
    expect(entries.map(({ payload }) => payload).join()).not.toMatch(/canary|127\.0\.0\.1/);
    expect(await listConnectors(actor)).toEqual([]);
  });

  it('hold no credential in clear anywhere in the database', async () => {
    await create();
    const { rows } = await owner.query<{ secret: Buffer }>(`SELECT secret FROM connector WHERE project_id = $1`, [actor.projectId]);
    expect(rows[0]?.secret.length).toBe(12 + 16 + SECRET.length);
    for (const table of ['connector', 'trail_entry', 'trail_value', 'delivery', 'outbox']) {
      const { rows: texts } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(texts.map(({ row }) => row).join()).not.toMatch(/canary/);
    }
  });

  it('open a credential only in its own row and under the secret of this installation', () => {
    const key = { projectId: actor.projectId, connectorId: 'a' };
    const sealed = sealConnectorSecret(SECRET, key);
    expect(openConnectorSecret(sealed, key)).toBe(SECRET);
    expect(sealConnectorSecret(SECRET, key)).not.toEqual(sealed);
    const changed = Uint8Array.from(sealed, (byte, index) => (index === sealed.length - 1 ? byte ^ 1 : byte));
    for (const open of [() => openConnectorSecret(sealed, { ...key, connectorId: 'b' }), () => openConnectorSecret(changed, key)])
      expect(open).toThrow('cannot be decrypted');
    setEnv({ COUNTERSIGN_SECRET: 'o'.repeat(40) });
    expect(() => openConnectorSecret(sealed, key)).toThrow('Enter it anew');
    setEnv({});
    expect(() => sealConnectorSecret(SECRET, key)).toThrow('no COUNTERSIGN_SECRET');
  });

  it('do not take a stored credential to another address', async () => {
    const connectorId = await create();
    const moved = { name: 'langfuse', settings: settings('https://elsewhere.example.com'), secret: null };
    await expect(changeConnector(actor, connectorId, moved)).rejects.toMatchObject({ problems: [{ path: '/secret' }] });
    await changeConnector(actor, connectorId, { ...moved, secret: 'sk-lf-new-key' });
    expect((await listConnectors(actor))[0]?.settings['url']).toBe('https://elsewhere.example.com');
  });

  it('name every field that is wrong at once', async () => {
    const wrong = { name: 'x', settings: { url: 'file:///etc/passwd', isPerClaim: 'yes' }, secret: '' };
    await expect(createConnector(actor, 'langfuse', wrong)).rejects.toMatchObject({
      status: 422,
      problems: [{ path: '/settings/url' }, { path: '/settings/isPerClaim' }, { path: '/settings/publicKey' }, { path: '/secret' }],
    });
    await create('same');
    await expect(create('same')).rejects.toMatchObject({ problems: [{ path: '/name' }] });
    await expect(createConnector(actor, 'carrier-pigeon', wrong)).rejects.toMatchObject({ problems: [{ path: '/kind' }] });
    const otlp = { name: 'otlp', settings: { url: 'https://o.example.com' }, secret: 'Host: other' };
    await expect(createConnector(actor, 'otlp', otlp)).rejects.toMatchObject({
      problems: [{ path: '/secret', detail: expect.stringContaining('Line 1') }],
    });
  });

  it('are for owners and engineers, and for nobody of another project', async () => {
    const connectorId = await create();
    for (const role of ROLES) {
      const member = await db.createMember(actor, role);
      const acts = [
        () => listConnectors(member),
        () => listUndelivered(member),
        () => testConnector(member, connectorId),
        () => switchConnector(member, connectorId, true),
        () => resendGivenUp(member, connectorId),
        () => create(`of ${role}`, member),
      ];
      for (const act of acts) {
        if (role === 'owner' || role === 'engineer') await act();
        else await expect(act()).rejects.toMatchObject({ status: 403 });
      }
    }
    const stranger = await db.createProject();
    expect(await listConnectors(stranger)).toEqual([]);
    for (const act of [testConnector, deleteConnector, resendGivenUp])
      await expect(act(stranger, connectorId)).rejects.toMatchObject({ status: 404 });
    await expect(deleteConnector(actor, 'not-an-id')).rejects.toMatchObject({ status: 404 });
  });
});

describe('the test of a connector', () => {
  it('really sends, and says what came back', async () => {
    const connectorId = await create();
    receiver.next.push({ status: 200, body: '{"data":[{"name":"support"}]}' });
    const test = await testConnector(actor, connectorId);
    expect(receiver.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/public/projects']);
    expect(test).toMatchObject({
      isOk: true,
      calls: [{ what: 'project of the keys', isOk: true, said: '200. {"data":[{"name":"support"}]}' }],
    });
    receiver.next.push({ status: 401, body: `bad key ${SECRET}` });
    expect(await testConnector(actor, connectorId)).toMatchObject({
      isOk: false,
      calls: [{ said: 'the receiver refuses the credential (401). Enter a valid one. It says: bad key •••' }],
    });
    expect((await listConnectors(actor))[0]).toMatchObject({ state: 'new', lastError: null });
  });

  it('sends a span and a log event by OTLP, and hears of a partial refusal', async () => {
    const given = { name: 'otlp', settings: { url: receiver.url, encoding: 'json' }, secret: 'x-key: abc' };
    const connectorId = await createConnector(actor, 'otlp', given);
    expect(await testConnector(actor, connectorId)).toMatchObject({ isOk: true, calls: [{ isOk: true }, { isOk: true }] });
    expect(receiver.received.map(({ path, headers }) => [path, headers['x-key']])).toEqual([
      ['/v1/traces', 'abc'],
      ['/v1/logs', 'abc'],
    ]);
    receiver.next.push({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"partialSuccess":{"rejectedSpans":1,"errorMessage":"no"}}',
    });
    expect(await testConnector(actor, connectorId)).toMatchObject({
      isOk: false,
      calls: [{ isOk: false, said: expect.stringContaining('1 rejected. no') }],
    });
  });

  it('does not reach a private address unless the installation allows it', async () => {
    const connectorId = await create();
    setEnv({ COUNTERSIGN_SECRET: 's'.repeat(40) });
    expect(await testConnector(actor, connectorId)).toMatchObject({
      isOk: false,
      calls: [{ said: expect.stringContaining('127.0.0.1, which is private') }],
    });
    expect(receiver.received).toHaveLength(0);
  });
});

describe('pruning', () => {
  it('removes what was sent a month ago, keeps what waits and what was given up', async () => {
    const connectorId = await create();
    const { projectId } = actor;
    const at = (days: number) => new Date(Date.now() - days * 86_400_000);
    const old = async (state: string | null, days: number) => {
      const outboxId = crypto.randomUUID();
      await withProject(projectId, async (tx) => {
        await tx.outbox.create({ data: { projectId, outboxId, kind: 'decision', payload: {}, createdAt: at(days) } });
        const endedAt = state === 'waiting' ? null : at(days);
        if (state)
          await tx.delivery.create({
            data: { projectId, connectorId, outboxId, runId: 'r', trailIndex: 1n, state, nextAt: at(days), endedAt },
          });
      });
      return outboxId;
    };
    const kept = [await old('waiting', 400), await old('given_up', 60), await old('sent', 20), await old(null, 20)];
    for (const [state, days] of [
      ['sent', 40],
      ['not_applicable', 40],
      ['given_up', 100],
      [null, 40],
    ] as const)
      await old(state, days);
    expect(await pruneOutbox(projectId)).toBe(4);
    const left = await withProject(projectId, (tx) => tx.outbox.findMany({ where: { projectId }, select: { outboxId: true } }));
    expect(left.map(({ outboxId }) => outboxId).sort()).toEqual(kept.sort());
    expect(await withProject(projectId, (tx) => tx.delivery.count({ where: { projectId } }))).toBe(3);
  });
});
