// T12 of the promises: the clock of the database server itself is moved, with libfaketime under PostgreSQL.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/prisma/embedded-postgres';
import { migrate } from '@/prisma/migrate';
import { createQueue, createReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { createMember, createProject } from '@/prisma/test-database';
import { closeDatabase, useDatabase, withProject } from '@/lib/data/database';
import { claimItem } from './item-claim';
import { heartbeat } from './item-lease';
import { sweepLeases } from './item-sweep';
import { databaseNow, recordItemVerb } from './item-verb';
import { pruneProject } from '@/lib/data/prune';

const FAKETIME = ['/usr/lib', '/usr/local/lib']
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))])
  .map((folder) => join(folder, 'faketime', 'libfaketime.so.1'))
  .find((path) => existsSync(path));

describe.skipIf(!FAKETIME)('T12: with the clock of the database moved (needs libfaketime)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-clock-'));
  const clockFile = join('/var/tmp', `countersign-clock-${randomBytes(6).toString('hex')}`);
  const moveClock = (offset: string) => writeFileSync(clockFile, `${offset}\n`, { mode: 0o644 });
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    moveClock('+0');
    const password = randomBytes(12).toString('hex');
    server = await startEmbeddedPostgres({
      folder,
      password,
      settings: { fsync: 'off', autovacuum: 'off' },
      environment: {
        LD_PRELOAD: FAKETIME ?? '',
        FAKETIME_TIMESTAMP_FILE: clockFile,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
    });
    await useDatabase((await migrate(server.url('postgres'), password)).appUrl);
  }, 120_000);
  afterAll(async () => {
    await closeDatabase();
    await server.stop();
    for (const path of [folder, dirname(server.dataFolder), clockFile]) rmSync(path, { recursive: true, force: true });
  });

  const stage = async () => {
    moveClock('+0');
    const lead = (await createProject()) as Actor & { userId: string };
    const queueId = await createQueue(lead.projectId, {});
    await createReviewableRun(lead.projectId, { queueId, priority: 1 });
    return { lead, ada: await createMember(lead, 'reviewer'), ben: await createMember(lead, 'reviewer') };
  };
  const clockOf = (actor: Actor) => withProject(actor.projectId, (tx) => databaseNow(tx));

  it('really is moved', async () => {
    const { lead } = await stage();
    const before = await clockOf(lead);
    moveClock('+1d');
    expect((await clockOf(lead)).getTime() - before.getTime()).toBeGreaterThan(86_000_000);
  });

  it('forward: the lease ends, the item goes to one other, and its old holder is told', async () => {
    const { lead, ada, ben } = await stage();
    const item = await claimItem(ada, 'invoices');
    moveClock('+1h');
    expect(await sweepLeases(lead)).toMatchObject({ waiting: 1 });
    expect((await claimItem(ben, 'invoices'))?.itemId).toBe(item?.itemId);
    await expect(heartbeat(ada, item?.itemId ?? '', { lease_id: item?.leaseId })).rejects.toMatchObject({ kind: 'conflict' });
    expect(await claimItem(ada, 'invoices')).toBeNull();
  });

  it('back: the holder keeps the item and may work on, nobody gets it beside them, and a lead can take it away', async () => {
    const { lead, ada, ben } = await stage();
    const item = await claimItem(ada, 'invoices');
    moveClock('-2d');
    expect(await claimItem(ben, 'invoices')).toBeNull();
    expect(await sweepLeases(lead)).toEqual({ waiting: 0, escalated: 0 });
    const renewed = await heartbeat(ada, item?.itemId ?? '', { lease_id: item?.leaseId });
    // Both are cut to milliseconds on their way out of the database, each by itself.
    expect(Math.abs(renewed.expiresAt.getTime() - renewed.now.getTime() - 600_000)).toBeLessThanOrEqual(1);
    await recordItemVerb(lead, item?.itemId ?? '', 'release', {});
    expect((await claimItem(ben, 'invoices'))?.itemId).toBe(item?.itemId);
  });

  it('answers to repeated requests are kept for a week by the clock that dated them', async () => {
    const { lead } = await stage();
    const { projectId } = lead;
    const createdAt = await clockOf(lead);
    await withProject(projectId, (tx) =>
      tx.idempotencyKey.create({
        data: { projectId, key: newId(), actorId: newId(), requestHash: Buffer.from('x'), status: 200, response: {}, createdAt },
      }),
    );
    moveClock('-8d');
    expect(await pruneProject(projectId)).toBe(0);
    moveClock('+6d');
    expect(await pruneProject(projectId)).toBe(0);
    moveClock('+8d');
    expect(await pruneProject(projectId)).toBe(1);
  });
});
