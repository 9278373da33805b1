// A real, migrated PostgreSQL database for one test file: a template is made once a run and cloned per file.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { closeDatabase, globalDatabase, useDatabase, withProject } from '@/lib/data/database';
import type { Actor, Role } from '@/lib/domain/policy';
import { newId } from '@/lib/domain/new-id';
import { migrate } from './migrate';

export interface TestDatabase {
  /** As the owner: for looking behind row level security and for breaking things on purpose. */
  ownerUrl: string;
  /** As the app role. */
  appUrl: string;
  /** A fresh project with its owner. */
  createProject(slug?: string): Promise<Actor>;
  /** Another member of the same project. */
  createMember(project: Actor, role: Role): Promise<Actor & { userId: string }>;
  close(): Promise<void>;
}

/** Clones the template and points lib/data at the clone. Call `close` in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const { adminUrl, template, secret } = inject('countersignTestServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runAsAdmin(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const ownerUrl = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString();
  const { appUrl } = await migrate(ownerUrl, secret);
  await useDatabase(appUrl);
  return {
    ownerUrl,
    appUrl,
    createProject,
    createMember,
    close: async () => {
      await closeDatabase();
      await runAsAdmin(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** A fresh project with its owner, in the database that lib/data points at. */
export async function createProject(slug = `p-${randomBytes(4).toString('hex')}`): Promise<Actor> {
  const id = newId();
  await globalDatabase().project.create({ data: { id, slug, name: slug, createdAt: new Date() } });
  await withProject(id, (tx) => tx.trailHead.create({ data: { projectId: id, size: 0n } }));
  const project: Actor = { userId: null, name: 'system', projectId: id, projectSlug: slug, role: 'owner', via: 'session', scopes: [] };
  return createMember(project, 'owner');
}

/** Another member of the same project. */
export async function createMember(project: Actor, role: Role): Promise<Actor & { userId: string }> {
  const userId = newId();
  const name = `${role} ${userId.slice(-4)}`;
  await globalDatabase().user.create({ data: { id: userId, email: `${userId}@example.test`, name, createdAt: new Date() } });
  await globalDatabase().membership.create({ data: { projectId: project.projectId, userId, role, createdAt: new Date() } });
  return { ...project, userId, name, role, via: 'session', scopes: [] };
}

async function runAsAdmin(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
