import { KEY_REFUSALS } from '@/lib/domain/key-refusal';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { globalDatabase } from '@/lib/data/database';
import { ABSOLUTE_LIMIT_MS, createSession, IDLE_LIMIT_MS } from '@/lib/data/people/sessions';
import { createKeySecret } from '@/lib/domain/key-secret';
import { newId } from '@/lib/domain/new-id';
import type { Actor, Scope } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { requireApiActor } from './api-actor';
import { authenticateKey } from './api-key';
import { authSecret } from './session-cookie';
import { sessionCookieName } from './session-cookie-name';

let db: TestDatabase;
beforeAll(async () => {
  vi.stubEnv('COUNTERSIGN_SECRET', 'a secret of the tests, 32 characters and more');
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  vi.unstubAllEnvs();
  resetEnv();
});

async function storeKey(project: Actor, scopes: Scope[], fields: { userId?: string; expiresAt?: Date } = {}) {
  const { keyId, text, secretHash } = createKeySecret();
  await globalDatabase().apiKey.create({
    data: {
      keyId,
      projectId: project.projectId,
      name: 'ci',
      secretHash: new Uint8Array(secretHash),
      scopes,
      createdBy: project.userId ?? '',
      createdAt: new Date(),
      ...fields,
    },
  });
  return { keyId, text };
}

async function cookieOf(userId: string, now = new Date()): Promise<string> {
  const sid = await createSession(userId, { provider: 'password', userAgent: 'test' }, newId(), now);
  return `${sessionCookieName()}=${await encode({ token: { sid }, secret: authSecret() })}`;
}

const asks = (headers: Record<string, string>, method = 'GET', query = '') =>
  new Request(`http://localhost:3000/api/v1/runs${query}`, { method, headers: { host: 'localhost:3000', ...headers } });

describe('an API key', () => {
  it('acts in its project, narrowed by its scopes', async () => {
    const project = await db.createProject();
    const { text, keyId } = await storeKey(project, ['ingest', 'read']);
    const actor = await requireApiActor(asks({ authorization: `Bearer ${text}` }), 'run.read');
    expect(actor).toMatchObject({
      projectId: project.projectId,
      userId: null,
      via: 'key',
      role: 'engineer',
      keyId,
      scopes: ['ingest', 'read'],
    });
    await expect(requireApiActor(asks({ 'x-api-key': text }), 'queue.edit')).rejects.toMatchObject({
      status: 403,
      extra: { required_scope: 'admin' },
    });
    await expect(requireApiActor(asks({ 'x-api-key': text }), 'item.review')).rejects.toMatchObject({ status: 403 });
  });

  it('is refused when its secret is wrong, when revoked and when expired, from the next request on', async () => {
    const project = await db.createProject();
    const { text, keyId } = await storeKey(project, ['read']);
    expect(await authenticateKey(text)).not.toBeNull();
    expect(await authenticateKey(`${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    await globalDatabase().apiKey.update({ where: { keyId }, data: { revokedAt: new Date() } });
    expect(await authenticateKey(text)).toBeNull();
    const expired = await storeKey(project, ['read'], { expiresAt: new Date(Date.now() - 1) });
    await expect(requireApiActor(asks({ 'x-api-key': expired.text }), 'run.read')).rejects.toMatchObject({ status: 401 });
  });

  it('leaves word with its project why it was refused last', async () => {
    const project = await db.createProject();
    const { text, keyId } = await storeKey(project, ['ingest']);
    const word = async () => (await globalDatabase().apiKey.findUniqueOrThrow({ where: { keyId } })).lastRefusal;
    await authenticateKey(text);
    expect(await word()).toBeNull();
    await authenticateKey(`${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`);
    await expect.poll(word).toBe(KEY_REFUSALS.secret);
    await globalDatabase().apiKey.update({ where: { keyId }, data: { expiresAt: new Date(Date.now() - 1) } });
    await authenticateKey(text);
    await expect.poll(word).toBe(KEY_REFUSALS.expired);
    await globalDatabase().apiKey.update({ where: { keyId }, data: { revokedAt: new Date() } });
    await authenticateKey(text);
    await expect.poll(word).toBe(KEY_REFUSALS.revoked);
  });

  it.each(['', 'x', 'cs_', 'cs_a', 'cs__', `cs_${'a'.repeat(600)}`, 'cs_x_\u0000', 'null'])(
    'that is %j is refused without a failure',
    async (text) => {
      expect(await authenticateKey(text)).toBeNull();
    },
  );

  it('does not authenticate with what the database holds', async () => {
    const project = await db.createProject();
    const { keyId } = await storeKey(project, ['read']);
    const row = await globalDatabase().apiKey.findUniqueOrThrow({ where: { keyId } });
    for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const) {
      const dumped = Buffer.from(row.secretHash).toString(encoding);
      expect(await authenticateKey(`cs_${keyId}_${dumped}`)).toBeNull();
      expect(await authenticateKey(`cs_${keyId.replaceAll('-', '')}_${dumped}`)).toBeNull();
    }
  });

  it('of a person obeys the role that the person has now', async () => {
    const project = await db.createProject();
    const reviewer = await db.createMember(project, 'reviewer');
    const { text } = await storeKey(project, ['read', 'review'], { userId: reviewer.userId });
    const membership = { where: { projectId_userId: { projectId: project.projectId, userId: reviewer.userId } } };
    expect(await requireApiActor(asks({ 'x-api-key': text }), 'item.review')).toMatchObject({ userId: reviewer.userId, role: 'reviewer' });
    await globalDatabase().membership.update({ ...membership, data: { role: 'viewer' } });
    await expect(requireApiActor(asks({ 'x-api-key': text }), 'item.review')).rejects.toMatchObject({ status: 403 });
    await globalDatabase().membership.delete(membership);
    await expect(requireApiActor(asks({ 'x-api-key': text }), 'run.read')).rejects.toMatchObject({ status: 401 });
  });

  it('notes its use at most once a minute', async () => {
    const { text, keyId } = await storeKey(await db.createProject(), ['read']);
    const lastUse = async () => (await globalDatabase().apiKey.findUniqueOrThrow({ where: { keyId } })).lastUsedAt;
    await authenticateKey(text);
    const first = await lastUse();
    await authenticateKey(text);
    expect(first).not.toBeNull();
    expect(await lastUse()).toEqual(first);
    await globalDatabase().apiKey.update({ where: { keyId }, data: { lastUsedAt: new Date(Date.now() - 61_000) } });
    await authenticateKey(text);
    expect((await lastUse())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.POSITIVE_INFINITY);
  });
});

describe('a browser session', () => {
  it('acts in the project it names, or in the last one', async () => {
    const [a, b] = [await db.createProject(), await db.createProject()];
    const userId = a.userId ?? '';
    await globalDatabase().membership.create({ data: { projectId: b.projectId, userId, role: 'viewer', createdAt: new Date() } });
    const cookie = await cookieOf(userId);
    expect(await requireApiActor(asks({ cookie }, 'GET', `?project=${b.projectSlug}`), 'run.read')).toMatchObject({
      projectId: b.projectId,
      role: 'viewer',
    });
    expect(await requireApiActor(asks({ cookie, 'x-countersign-project': a.projectSlug }), 'run.read')).toMatchObject({
      projectId: a.projectId,
      role: 'owner',
    });
    await globalDatabase().session.updateMany({ where: { userId }, data: { lastProjectId: b.projectId } });
    expect(await requireApiActor(asks({ cookie }), 'run.read')).toMatchObject({ projectId: b.projectId });
  });

  it("finds another tenant's project as little as one that does not exist", async () => {
    const [a, b] = [await db.createProject(), await db.createProject()];
    const cookie = await cookieOf(a.userId ?? '');
    const refusals = await Promise.all(
      [b.projectSlug, 'no-such'].map((slug) =>
        requireApiActor(asks({ cookie }, 'GET', `?project=${slug}`), 'run.read').catch((error: Error) => error),
      ),
    );
    expect(refusals[0]).toMatchObject({ status: 404 });
    expect(refusals[0]).toEqual(refusals[1]);
  });

  it('may only change things from our own pages', async () => {
    const owner = await db.createProject();
    const cookie = await cookieOf(owner.userId ?? '');
    const forged: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of forged) {
      await expect(requireApiActor(asks({ cookie, ...headers }, 'POST'), 'run.ingest')).rejects.toMatchObject({
        status: 403,
        code: 'cross_origin',
      });
    }
    const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' };
    expect(await requireApiActor(asks({ cookie, ...own }, 'POST'), 'run.ingest')).toMatchObject({ via: 'session' });
  });

  it('ends when revoked, idle, too old, disabled, or not ours', async () => {
    const owner = await db.createProject();
    const userId = owner.userId ?? '';
    const refused = async (cookie: string) => expect(requireApiActor(asks({ cookie }), 'run.read')).rejects.toMatchObject({ status: 401 });
    const live = await cookieOf(userId);
    await requireApiActor(asks({ cookie: live }), 'run.read');
    await globalDatabase().session.updateMany({ where: { userId }, data: { revokedAt: new Date() } });
    await refused(live);
    await refused(await cookieOf(userId, new Date(Date.now() - IDLE_LIMIT_MS - 1)));
    const old = await cookieOf(userId, new Date(Date.now() - ABSOLUTE_LIMIT_MS - 1));
    await globalDatabase().session.updateMany({ where: { userId, revokedAt: null }, data: { seenAt: new Date() } });
    await refused(old);
    const sid = await createSession(userId, { provider: 'password', userAgent: '' });
    await refused(`${sessionCookieName()}=${await encode({ token: { sid }, secret: 'somebody else' })}`);
    await refused(`${sessionCookieName()}=${sid}`);
    const disabled = await cookieOf(userId);
    await globalDatabase().user.update({ where: { id: userId }, data: { isDisabled: true } });
    await refused(disabled);
  });

  it('obeys a changed role and a removed membership at the next request', async () => {
    const owner = await db.createProject();
    const lead = await db.createMember(owner, 'lead');
    const cookie = await cookieOf(lead.userId);
    const membership = { where: { projectId_userId: { projectId: owner.projectId, userId: lead.userId } } };
    await requireApiActor(asks({ cookie }), 'queue.edit');
    await globalDatabase().membership.update({ ...membership, data: { role: 'auditor' } });
    await expect(requireApiActor(asks({ cookie }), 'queue.edit')).rejects.toMatchObject({ status: 403 });
    await globalDatabase().membership.delete(membership);
    await expect(requireApiActor(asks({ cookie }), 'run.read')).rejects.toMatchObject({ code: 'no_project' });
  });
});
