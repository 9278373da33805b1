import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { createView, listViews, removeView } from './saved-views';

let db: TestDatabase;
let owner: Actor;
let other: Actor;

beforeAll(async () => {
  db = await testDatabase();
  owner = await db.createProject();
  other = { ...owner, userId: crypto.randomUUID(), role: 'reviewer' };
});
afterAll(() => db.close());

it('shows own views and what others share, and nothing of another project', async () => {
  await createView(owner, { place: 'queue', name: 'Mine', query: 'state=waiting' });
  await createView(owner, { place: 'queue', name: 'Ours', query: 'sort=-risk', isShared: true });
  const stranger = await db.createProject();
  expect((await listViews(owner, 'queue')).map(({ name, isOwn }) => [name, isOwn])).toEqual([
    ['Mine', true],
    ['Ours', true],
  ]);
  expect((await listViews(other, 'queue')).map(({ name, isOwn }) => [name, isOwn])).toEqual([['Ours', false]]);
  expect(await listViews(owner, 'runs')).toEqual([]);
  expect(await listViews(stranger, 'queue')).toEqual([]);
});

it('refuses a name that is taken or empty', async () => {
  await expect(createView(owner, { place: 'queue', name: 'Mine', query: '' })).rejects.toMatchObject({ code: 'name_taken' });
  await expect(createView(owner, { place: 'queue', name: '  ', query: '' })).rejects.toMatchObject({ kind: 'invalid' });
});

it('lets a reviewer remove own views only', async () => {
  const shared = (await listViews(other, 'queue'))[0]?.viewId ?? '';
  await expect(removeView(other, shared)).rejects.toMatchObject({ kind: 'not_found' });
  const own = await createView(other, { place: 'queue', name: 'To go', query: '' });
  await removeView(other, own);
  expect((await listViews(other, 'queue')).map(({ name }) => name)).toEqual(['Ours']);
  await expect(removeView(other, 'nonsense')).rejects.toMatchObject({ kind: 'not_found' });
});
