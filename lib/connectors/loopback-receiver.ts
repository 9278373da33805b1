// Test support: an HTTP server on 127.0.0.1 that keeps what it was sent and answers as it is told.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedCall {
  method: string;
  path: string;
  headers: { [name: string]: string | string[] | undefined };
  body: Buffer;
  atMs: number;
}

/** `hang` never answers. */
export type LoopbackAnswer = { status: number; headers?: { [name: string]: string }; body?: string } | 'hang';

export interface LoopbackReceiver {
  url: string;
  received: ReceivedCall[];
  /** Bodies as JSON. */
  json: () => Record<string, unknown>[];
  /** Answers for the calls to come; 200 `{}` when there is none left. */
  next: LoopbackAnswer[];
  close: () => Promise<void>;
}

export async function loopbackReceiver(): Promise<LoopbackReceiver> {
  const received: ReceivedCall[] = [];
  const next: LoopbackAnswer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, path: url, headers, body: Buffer.concat(chunks), atMs: Date.now() });
      const answer = next.shift() ?? { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
      if (answer === 'hang') return;
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    json: () => received.map(({ body }) => JSON.parse(body.toString('utf8')) as Record<string, unknown>),
    next,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
