// Sends bodies over kept connections, a few at a time, and says how many spans a second were acknowledged.
import { Agent, request } from 'node:http';

export interface Body {
  spans: number;
  bytes: Buffer;
}

export interface Target {
  port: number;
  headers: { [name: string]: string };
}

/** Spans per second over all bodies. Throws at the first that is not answered with 200. */
export async function spansPerSecond(target: Target, bodies: readonly Body[], concurrency: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  try {
    return await workOff(bodies, concurrency, (body) => post(agent, target, body.bytes));
  } finally {
    agent.destroy();
  }
}

/** The same for work that is not sent anywhere. */
export async function workOff<T extends { spans: number }>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void> | void,
): Promise<number> {
  const queue = [...items];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
    }),
  );
  const spans = items.reduce((sum, item) => sum + item.spans, 0);
  return (spans / (performance.now() - startedAt)) * 1000;
}

export function post(agent: Agent, { port, headers }: Target, body: Buffer): Promise<void> {
  return send(agent, { port, headers }, body).then((status) => {
    if (status !== 200) throw new Error(`port ${port} answered ${status}`);
  });
}

/** The status of the answer. */
export function send(agent: Agent, { port, headers }: Target, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/v1/traces', headers: { ...headers, 'content-length': body.length } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
