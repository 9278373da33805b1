import { Agent, request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { type IngestServer, startIngestServer } from './server';
import { Unwanted } from './unwanted';

let server: IngestServer | undefined;
afterEach(() => server?.stop(0));

const refuse = async () => new Response('wait', { status: 429 });

/** What a sender of `size` bytes is told, and by which local port. */
function sendTo(port: number, agent: Agent, size: number): Promise<{ status: number; localPort: number }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', agent, headers: { 'content-length': size } }, (response) => {
      const localPort = response.socket.localPort ?? 0;
      response.resume();
      response.on('end', () => sent.once('close', () => resolve({ status: response.statusCode ?? 0, localPort })));
    });
    sent.on('error', reject);
    sent.end(Buffer.alloc(size));
  });
}

it('tells a sender so and keeps the connection once its body has been read past', async () => {
  server = await startIngestServer(refuse, 0);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = await sendTo(server.port, agent, 2_000_000);
  const second = await sendTo(server.port, agent, 10);
  agent.destroy();
  expect([first.status, second.status]).toEqual([429, 429]);
  expect(second.localPort).toBe(first.localPort);
});

it('cuts off a sender that would write for ever, after it was answered', async () => {
  server = await startIngestServer(refuse, 0, undefined, new Unwanted(1024, 50));
  let status = 0;
  await new Promise<void>((resolve) => {
    const sent = request({ port: server?.port, host: '127.0.0.1', method: 'POST' }, (response) => {
      status = response.statusCode ?? 0;
      response.resume();
    });
    sent.on('error', () => resolve());
    sent.on('close', () => resolve());
    const write = () => {
      while (!sent.destroyed && sent.write(Buffer.alloc(65_536)));
    };
    sent.on('drain', write);
    write();
  });
  expect(status).toBe(429);
});
