import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverItems } from './deliver-items';
import { dryDoor } from './dry-door';
import { type LangfuseStandIn, langfuseStandIn, PUBLIC_KEY, SECRET_KEY } from './langfuse-stand-in';
import { langfuseApi } from './langfuse-api';
import { all } from './test-folder';

let langfuse: LangfuseStandIn;
const waits: number[] = [];
const patience = { attempts: 5, sleep: async (ms: number) => void waits.push(ms) };
beforeAll(async () => {
  langfuse = await langfuseStandIn();
});
afterAll(() => langfuse.close());

const source = (own: { since?: string; until?: string; secretKey?: string } = {}) =>
  langfuseApi({ url: langfuse.url, publicKey: PUBLIC_KEY, secretKey: SECRET_KEY, pageSize: 10, patience, ...own });
const ids = async (from: Parameters<ReturnType<typeof source>['read']>[0], own = {}) =>
  (await all(source(own).read(from))).flatMap(({ items }) => items.map(({ id }) => id));

describe("Langfuse's API", () => {
  it('is read page by page: traces, observations, scores, items of every dataset', async () => {
    langfuse.calls.length = 0;
    const found = await ids(null);
    expect(found).toHaveLength(3 * 23 + 5);
    expect(new Set(found).size).toBe(found.length);
    const paths = langfuse.calls.map((call) => {
      const { pathname, searchParams } = new URL(call, langfuse.url);
      return `${pathname.replace('/api/public', '')} ${searchParams.get('page') ?? ''}`;
    });
    expect(paths.slice(1)).toEqual([
      ...['/traces 1', '/traces 2', '/traces 3'],
      ...['/observations 1', '/observations 2', '/observations 3'],
      ...['/v2/scores 1', '/scores 1', '/v2/scores 2', '/scores 2', '/v2/scores 3', '/scores 3'],
      ...['/v2/datasets 1', '/dataset-items 1', '/dataset-items 1'],
    ]);
  });

  it('is what the door takes', async () => {
    const entries = await all(source().read(null));
    const items = entries.flatMap((entry) => entry.items);
    expect(await deliverItems(dryDoor, items)).toMatchObject({ accepted: 74, refusals: [] });
    expect(entries.flatMap(({ refusals }) => refusals)).toEqual([]);
  });

  it('goes on behind any page', async () => {
    const entries = await all(source().read(null));
    for (const [index, entry] of entries.entries()) {
      const rest = entries.slice(index + 1).flatMap(({ items }) => items.map(({ id }) => id));
      expect(await ids(entry.position)).toEqual(rest);
    }
  });

  it('is asked again when it is busy, after the time that it names', async () => {
    langfuse.busyFor = 3;
    waits.length = 0;
    expect(await ids(null)).toHaveLength(74);
    expect(waits).toEqual([1000, 1000, 1000]);
  });

  it('is asked for a span of time, and later for what has come since', async () => {
    const until = '2026-11-21T08:00:10.000Z';
    expect(await ids(null, { since: '2026-11-21T08:00:03.000Z', until })).toHaveLength(3 * 7 + 2);
    const first = await all(source({ until }).read(null));
    const next = await source().followUp?.(first.at(-1)?.position ?? null);
    expect(await ids(next ?? null)).toEqual([
      ...Array.from({ length: 13 }, (_, n) => `trace-${n + 10}`),
      ...Array.from({ length: 13 }, (_, n) => `obs-${n + 10}`),
      ...Array.from({ length: 13 }, (_, n) => `score-${n + 10}`),
    ]);
  });

  it('says when it does not take the keys', async () => {
    await expect(ids(null, { secretKey: 'wrong' })).rejects.toThrow('Langfuse does not take the keys (401)');
  });
});
