// Langfuse's public API as a source: its project's traces, observations, scores and datasets, page by page.
import { terminalText } from '@/lib/terminal-text';
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { RecordError } from './file-source';
import { type ImportEntry, ImportFailure, type ImportItem, type ImportRefusal, type ImportSource, refusal } from './import-source';
import { instantNs } from './instant-text';
import { langfuseItems, type LangfuseKind } from './langfuse-objects';
import { type Patience, retryingFetch } from './retrying-fetch';

export interface LangfuseApiOptions {
  url: string;
  publicKey: string;
  secretKey: string;
  /** Only what began in this span of time, RFC 3339; until now when no end is given. */
  since?: string;
  until?: string;
  pageSize: number;
  patience?: Patience;
}

type Phase = 'traces' | 'observations' | 'scores' | 'datasets';
interface ApiPosition {
  phase: Phase;
  /** The next to ask for. */
  page: number;
  /** The datasets that are still to be read; the first is being read. */
  datasets?: string[];
  since?: string;
  /** Fixed at the start, so that pages do not shift while others write. */
  until: string;
}

const NEXT: { [phase in Phase]: Phase | null } = { traces: 'observations', observations: 'scores', scores: 'datasets', datasets: null };

export function langfuseApi(options: LangfuseApiOptions): ImportSource {
  const base = options.url.replace(/\/+$/, '').replace(/\/api\/public$/, '');
  return {
    key: JSON.stringify(['langfuse-api', base, options.publicKey, options.since ?? null, options.until ?? null]),
    label: base,
    read: (position) => read(options, base, (position as ApiPosition | null) ?? firstPosition(options)),
    followUp: async (position) => {
      const before = position as ApiPosition | null;
      return before === null || options.until !== undefined
        ? null
        : ({ ...firstPosition(options), since: before.until } as unknown as Json);
    },
  };
}

function firstPosition({ since, until }: LangfuseApiOptions): ApiPosition {
  return { phase: 'traces', page: 1, ...(since === undefined ? {} : { since }), until: until ?? new Date().toISOString() };
}

async function* read(options: LangfuseApiOptions, base: string, from: ApiPosition): AsyncGenerator<ImportEntry> {
  const get = getter(options, base);
  await get('/projects', {});
  for (let phase: Phase | null = from.phase; phase; phase = NEXT[phase]) {
    const { datasets: _, ...others } = from;
    const start: ApiPosition = phase === from.phase ? from : { ...others, phase, page: 1 };
    yield* phase === 'datasets' ? datasets(options, get, start) : list(options, get, phase, start);
  }
  yield { items: [], refusals: [], position: { ...from, phase: 'datasets', page: 1, datasets: [] } as unknown as Json };
}

type Get = (path: string, query: { [name: string]: string }) => Promise<{ [key: string]: Json }>;

const LISTS: {
  [phase in Exclude<Phase, 'datasets'>]: { path: string; kind: LangfuseKind; from: string; to: string; extra?: { [name: string]: string } };
} = {
  // Without the group that computes scores and costs of each trace, which takes their server long.
  traces: {
    path: '/traces',
    kind: 'trace',
    from: 'fromTimestamp',
    to: 'toTimestamp',
    extra: { orderBy: 'timestamp.asc', fields: 'core,io' },
  },
  observations: { path: '/observations', kind: 'observation', from: 'fromStartTime', to: 'toStartTime' },
  scores: { path: '/v2/scores', kind: 'score', from: 'fromTimestamp', to: 'toTimestamp' },
};

async function* list(
  options: LangfuseApiOptions,
  get: Get,
  phase: Exclude<Phase, 'datasets'>,
  start: ApiPosition,
): AsyncGenerator<ImportEntry> {
  const { path, kind, from, to, extra } = LISTS[phase];
  const window = { ...(start.since === undefined ? {} : { [from]: start.since }), [to]: start.until };
  for (let page = start.page; ; page++) {
    const answer = await get(path, { ...window, ...extra, page: String(page), limit: String(options.pageSize) });
    const { records, isLast } = pageOf(answer, page);
    yield entryOf(records, `${phase} page ${page}`, kind, { ...start, page: page + 1 });
    if (isLast) return;
  }
}

/** The API does not ask for a time here: items that have not changed since are passed over when they come. */
async function* datasets(options: LangfuseApiOptions, get: Get, start: ApiPosition): AsyncGenerator<ImportEntry> {
  let names = start.datasets ?? (await datasetNames(options, get));
  let first = start.datasets === undefined ? 1 : start.page;
  for (let name = names[0]; name !== undefined; name = names[0]) {
    for (let page = first; ; page++) {
      const answer = await get('/dataset-items', { datasetName: name, page: String(page), limit: String(options.pageSize) });
      const { records, isLast } = pageOf(answer, page);
      const named = records
        .filter((record) => !isOlder(record, start.since))
        .map((record) => (isObject(record) ? { datasetName: name as string, ...record } : record));
      if (isLast) names = names.slice(1);
      yield entryOf(named, `dataset ${name} page ${page}`, 'dataset-item', { ...start, datasets: names, page: isLast ? 1 : page + 1 });
      if (isLast) break;
    }
    first = 1;
  }
}

function isOlder(record: Json, since: string | undefined): boolean {
  const changed = isObject(record) ? instantNs(record['updatedAt'] ?? record['createdAt']) : null;
  const limit = since === undefined ? null : instantNs(since);
  return changed !== null && limit !== null && changed < limit;
}

async function datasetNames(options: LangfuseApiOptions, get: Get): Promise<string[]> {
  const names: string[] = [];
  for (let page = 1; ; page++) {
    const { records, isLast } = pageOf(await get('/v2/datasets', { page: String(page), limit: String(options.pageSize) }), page);
    names.push(...records.flatMap((one) => (isObject(one) && typeof one['name'] === 'string' ? [one['name']] : [])));
    if (isLast) return names;
  }
}

function pageOf(answer: { [key: string]: Json }, page: number): { records: Json[]; isLast: boolean } {
  const { data, meta } = answer;
  if (!Array.isArray(data)) throw new ImportFailure('The answer of Langfuse has no list "data". Is this the address of its API?');
  const pages = isObject(meta ?? null) ? Number((meta as { [key: string]: Json })['totalPages']) : Number.NaN;
  return { records: data, isLast: data.length === 0 || page >= (Number.isFinite(pages) ? pages : Number.POSITIVE_INFINITY) };
}

function entryOf(records: readonly Json[], place: string, kind: LangfuseKind, position: ApiPosition): ImportEntry {
  const items: ImportItem[] = [];
  const refusals: ImportRefusal[] = [];
  for (const record of records) {
    try {
      items.push(...langfuseItems(record, place, kind));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      refusals.push(refusal(place, error.id, error.code, error.message));
    }
  }
  return { items, refusals, position: position as unknown as Json };
}

function getter({ publicKey, secretKey, patience }: LangfuseApiOptions, base: string): Get {
  const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`;
  const call = (path: string, query: { [name: string]: string }) =>
    retryingFetch(
      `${base}/api/public${path}?${new URLSearchParams(query)}`,
      { headers: { authorization, accept: 'application/json' } },
      patience,
    );
  return async (path, query) => {
    let { status, body } = await call(path, query);
    // Servers of before 2025 have these lists in their first form only.
    if (status === 404 && path.startsWith('/v2/')) ({ status, body } = await call(path.slice('/v2'.length), query));
    const said = terminalText(body.toString('utf8', 0, 300));
    if (status === 401 || status === 403) throw new ImportFailure(`Langfuse does not take the keys (${status}): ${said}`);
    if (status !== 200) throw new ImportFailure(`Langfuse answered ${status} to ${path}: ${said}`);
    try {
      const parsed = JSON.parse(body.toString('utf8')) as Json;
      if (isObject(parsed)) return parsed;
    } catch {
      // Said below, for both.
    }
    throw new ImportFailure(`Langfuse's answer to ${path} is no JSON object: ${said}`);
  };
}
