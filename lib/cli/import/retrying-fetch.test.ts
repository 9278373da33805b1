import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retryAfterMs, retryingFetch } from './retrying-fetch';

let script: { status: number; headers?: Record<string, string> }[] = [];
const server = createServer((_request, response) => {
  const { status, headers } = script.shift() ?? { status: 200 };
  response.writeHead(status, headers).end('said');
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function call(answers: typeof script, attempts = 5) {
  const waits: number[] = [];
  script = answers;
  const sleep = async (ms: number) => void waits.push(ms);
  return { waits, answer: await retryingFetch(url, {}, { attempts, sleep }) };
}

describe('a call that may have to wait', () => {
  it('waits as long as the server asks, in seconds or until a date', async () => {
    const date = new Date(Date.now() + 90_000).toUTCString();
    const { waits, answer } = await call([
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503, headers: { 'retry-after': date } },
    ]);
    expect(answer.status).toBe(200);
    expect(waits[0]).toBe(7000);
    expect(waits[1]).toBeGreaterThan(80_000);
    expect(retryAfterMs('soon')).toBeNull();
  });

  it('backs off when nothing is said, longer each time', async () => {
    const { waits } = await call([{ status: 502 }, { status: 500 }, { status: 504 }]);
    expect(waits).toHaveLength(3);
    for (const [index, ms] of waits.entries()) {
      expect(ms).toBeGreaterThanOrEqual(0.8 * 500 * 2 ** index);
      expect(ms).toBeLessThanOrEqual(1.2 * 500 * 2 ** index);
    }
  });

  it('gives up after its tries, and at once when it is told to wait for long', async () => {
    await expect(
      call(
        Array.from({ length: 9 }, () => ({ status: 503 })),
        3,
      ),
    ).rejects.toThrow('answered 503 after 3 tries');
    await expect(call([{ status: 429, headers: { 'retry-after': '7200' } }])).rejects.toThrow('asks to wait 120 minutes');
    await expect(retryingFetch('http://127.0.0.1:1/', {}, { attempts: 2, sleep: async () => undefined })).rejects.toThrow(
      'could not be reached',
    );
  });

  it('follows no redirect: the key would go with it', async () => {
    await expect(call([{ status: 302, headers: { location: 'https://elsewhere.test/' } }])).rejects.toThrow(
      'redirects to https://elsewhere.test/',
    );
  });

  it('leaves every other answer to the caller', async () => {
    expect((await call([{ status: 422 }])).answer).toMatchObject({ status: 422, body: Buffer.from('said') });
  });
});
