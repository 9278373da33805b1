// Test support: a server that answers as Langfuse's public API does, page by page, and now and then that it is asked too often.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '@/lib/domain/run/run';

export interface LangfuseStandIn {
  url: string;
  /** Path and query of each call that was answered with a page. */
  calls: string[];
  /** Calls that are answered 429 before the next page. */
  busyFor: number;
  close(): Promise<void>;
}

export const PUBLIC_KEY = 'pk-lf-1';
export const SECRET_KEY = 'sk-lf-2';
const TRACES = 23;

type Row = { [key: string]: Json };
const instant = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 8, 0, seconds)).toISOString();
const traces = Array.from(
  { length: TRACES },
  (_, n): Row => ({
    id: `trace-${n}`,
    timestamp: instant(n),
    name: 'chat',
    userId: `u${n % 3}`,
    input: { q: n },
    output: `answer ${n}`,
    tags: ['a'],
    observations: [`obs-${n}`],
    scores: [`score-${n}`],
  }),
);
const observations = Array.from(
  { length: TRACES },
  (_, n): Row => ({
    id: `obs-${n}`,
    traceId: `trace-${n}`,
    type: 'GENERATION',
    name: 'answer',
    startTime: instant(n),
    endTime: instant(n + 1),
    model: 'gpt-x',
    output: `answer ${n}`,
    usageDetails: { input: 3, output: 2, total: 5 },
  }),
);
const scores = Array.from(
  { length: TRACES },
  (_, n): Row => ({
    id: `score-${n}`,
    traceId: `trace-${n}`,
    name: 'correct',
    value: n / 100,
    dataType: 'NUMERIC',
    source: 'ANNOTATION',
    timestamp: instant(n),
  }),
);
const items = Array.from(
  { length: 5 },
  (_, n): Row => ({ id: `item-${n}`, input: `q${n}`, expectedOutput: `a${n}`, updatedAt: instant(n) }),
);

export async function langfuseStandIn(): Promise<LangfuseStandIn> {
  const stand: Pick<LangfuseStandIn, 'calls' | 'busyFor'> = { calls: [], busyFor: 0 };
  const server = createServer((request, response) => {
    const say = (status: number, body: Json, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    if (!isKnown(request)) return say(401, { message: 'Invalid credentials' });
    if (stand.busyFor > 0) {
      stand.busyFor -= 1;
      return say(429, { message: 'Rate limit exceeded' }, { 'retry-after': '1' });
    }
    stand.calls.push(request.url ?? '');
    const body = answer(new URL(request.url ?? '', 'http://stand.in'));
    return body === null ? say(404, { message: 'Not found' }) : say(200, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(stand, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

function isKnown({ headers }: IncomingMessage): boolean {
  return headers.authorization === `Basic ${Buffer.from(`${PUBLIC_KEY}:${SECRET_KEY}`).toString('base64')}`;
}

function answer(url: URL): Json | null {
  const { searchParams: query } = url;
  const within = (rows: Row[], name: string, from: string, to: string) =>
    rows.filter((row) => String(row[name]) >= (query.get(from) ?? '') && String(row[name]) < (query.get(to) ?? '9999'));
  switch (url.pathname) {
    case '/api/public/projects':
      return { data: [{ id: 'p', name: 'demo' }] };
    case '/api/public/traces':
      return page(within(traces, 'timestamp', 'fromTimestamp', 'toTimestamp'), query);
    case '/api/public/observations':
      return page(within(observations, 'startTime', 'fromStartTime', 'toStartTime'), query);
    // An older server: the second form of the list is not there.
    case '/api/public/scores':
      return page(within(scores, 'timestamp', 'fromTimestamp', 'toTimestamp'), query);
    case '/api/public/v2/datasets':
      return page(
        [
          { id: 'd', name: 'refunds / 1' },
          { id: 'e', name: 'empty' },
        ],
        query,
      );
    case '/api/public/dataset-items':
      return page(query.get('datasetName') === 'refunds / 1' ? items : [], query);
    default:
      return null;
  }
}

function page(rows: readonly Row[], query: URLSearchParams): Json {
  const [number, limit] = [Number(query.get('page')), Number(query.get('limit'))];
  const meta = { page: number, limit, totalItems: rows.length, totalPages: Math.ceil(rows.length / limit) };
  return { data: rows.slice((number - 1) * limit, number * limit), meta };
}
