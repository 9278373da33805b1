// Puts the door on a port of its own: node:http without a framework, because a route handler takes a fraction of the requests.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { log } from '@/lib/log';
import { Unwanted } from './unwanted';

export interface IngestServer {
  port: number;
  /** Takes no new connection, lets requests under way finish, then resolves; after `graceMs` they are cut off. */
  stop(graceMs?: number): Promise<void>;
}

/** A sender that goes quiet in the middle of a request does not hold its connection for longer than this. */
const REQUEST_TIMEOUT_MS = 60_000;
const DEFAULT_GRACE_MS = 15_000;

export async function startIngestServer(
  door: (request: Request) => Promise<Response>,
  port: number,
  host?: string,
  unwanted = new Unwanted(),
): Promise<IngestServer> {
  let isStopping = false;
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS / 2, keepAliveTimeout: 65_000 },
    (incoming, outgoing) => {
      void answer(door, unwanted, incoming, outgoing, () => isStopping);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: (graceMs = DEFAULT_GRACE_MS) => {
      isStopping = true;
      return stop(server, graceMs);
    },
  };
}

async function answer(
  door: (request: Request) => Promise<Response>,
  unwanted: Unwanted,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isStopping: () => boolean,
): Promise<void> {
  try {
    const response = await door(asRequest(incoming));
    const body = Buffer.from(await response.arrayBuffer());
    for (const [name, value] of response.headers) outgoing.setHeader(name, value);
    outgoing.setHeader('content-length', body.length);
    if (isStopping()) outgoing.setHeader('connection', 'close');
    outgoing.writeHead(response.status);
    outgoing.end(body);
    if (!incoming.complete) unwanted.passOver(incoming);
  } catch (error) {
    log.error({ err: error }, 'ingest: a request could not be answered');
    if (!outgoing.headersSent) outgoing.writeHead(503, { 'retry-after': '5', connection: 'close' });
    outgoing.end();
  }
}

function asRequest(incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] as string, incoming.rawHeaders[index + 1] as string);
  }
  const method = incoming.method ?? 'GET';
  // The host is the sender's word and means nothing here; only the path is read.
  const url = new URL((incoming.url ?? '/').replace(/^\/*/, '/'), 'http://ingest.invalid');
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const init: RequestInit & { duplex: 'half' } = { method, headers, body: bodyOf(incoming), duplex: 'half' };
  return new Request(url, init);
}

/** Letting go of the body in the middle must not destroy the connection: the answer (413, 401) still has to reach the sender. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = (await chunks.next()) as { done?: boolean; value: Uint8Array };
    if (done) controller.close();
    else controller.enqueue(value);
  };
  // Nothing is read before somebody asks: a request may be refused by its head alone.
  return new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}
