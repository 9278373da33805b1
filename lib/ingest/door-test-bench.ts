// Test support: the real door on a real port before a real database, with a key of a fresh project.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { createKey } from '@/lib/data/people/keys';
import { withProject } from '@/lib/data/database';
import { canonicalStep } from '@/lib/data/runs/run-pending';
import type { Actor, Scope } from '@/lib/domain/policy';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { resetEnv } from '@/lib/env';
import { testDatabase } from '@/prisma/test-database';
import type { CapturedCase } from './captured-requests';
import { createDoor, type DoorOptions } from './door';
import { startIngestServer } from './server';

export interface DoorTestBench {
  url: string;
  /** For tests that take the database away and give it back. */
  appUrl: string;
  /** For tests that need a database beside the product's tables. */
  ownerUrl: string;
  actor: Actor;
  key: string;
  /** Another project with its own key: nothing of the first is in it. */
  freshProject(scopes?: Scope[]): Promise<{ actor: Actor; key: string }>;
  close(): Promise<void>;
}

export async function doorTestBench(options: DoorOptions = {}): Promise<DoorTestBench> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-door-'));
  vi.stubEnv('COUNTERSIGN_DATA_DIR', folder);
  vi.stubEnv('COUNTERSIGN_SECRET', 'a secret of the tests, 32 characters and more');
  resetEnv();
  const db = await testDatabase();
  const server = await startIngestServer(createDoor(options), 0, '127.0.0.1');
  const freshProject = async (scopes: Scope[] = ['ingest']) => {
    const actor = await db.createProject();
    const { text } = await createKey(actor, { name: 'door', scopes, isPersonal: false, expiresInDays: null });
    return { actor, key: text };
  };
  return {
    url: `http://127.0.0.1:${server.port}`,
    appUrl: db.appUrl,
    ownerUrl: db.ownerUrl,
    ...(await freshProject()),
    freshProject,
    close: async () => {
      await server.stop();
      await db.close();
      vi.unstubAllEnvs();
      resetEnv();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The requests of a recorded case, in the order in which they were sent. */
export async function sendCaptured(url: string, { requests }: CapturedCase, key: string): Promise<void> {
  for (const { method, path, headersWith, body } of requests) {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: headersWith(key),
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
    await response.arrayBuffer();
  }
}

export interface StoredRunView {
  runId: string;
  source: string;
  phase: string;
  isRootEnded: boolean;
  declared: unknown;
  columns: { [column: string]: unknown };
  steps: CanonicalStep[];
  contentHashes: string[];
  aliases: string[];
}

/** Everything of a project's runs that must not depend on how they came, without the times of arrival. */
export async function storedRuns({ projectId }: Actor): Promise<StoredRunView[]> {
  return withProject(projectId, async (tx) => {
    const runs = await tx.run.findMany({ where: { projectId }, orderBy: { runId: 'asc' } });
    const steps = await tx.step.findMany({ where: { projectId }, orderBy: [{ runId: 'asc' }, { stepId: 'asc' }] });
    const bodies = new Map((await tx.stepIo.findMany({ where: { projectId } })).map((body) => [`${body.runId} ${body.stepId}`, body]));
    const aliases = await tx.runAlias.findMany({ where: { projectId }, orderBy: [{ alias: 'asc' }, { kind: 'asc' }] });
    return runs.map(({ runId, source, phase, isRootEnded, declared, ...row }) => {
      const own = steps.filter((step) => step.runId === runId);
      const { name, sessionId, userId, environment, release, startedAt, endedAt, tags, stepCount } = row;
      return {
        runId,
        source,
        phase,
        isRootEnded,
        declared,
        columns: { name, sessionId, userId, environment, release, startedAt, endedAt, tags, stepCount },
        steps: own.map((step) => canonicalStep(step, bodies.get(`${runId} ${step.stepId}`))),
        contentHashes: own.map((step) => Buffer.from(step.contentHash).toString('hex')),
        aliases: aliases.filter((alias) => alias.runId === runId).map(({ alias, kind }) => `${kind} ${alias}`),
      };
    });
  });
}
