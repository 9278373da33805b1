import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resetEnv } from './env';
import { count, inSpan, startTelemetry } from './telemetry';

const received: { path: string; body: string }[] = [];
const collector = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  resetEnv();
});
afterAll(() => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  resetEnv();
  collector.close();
});

it('sends spans and metrics of its own to the endpoint, failed ones too, and flushes when it ends', async () => {
  const stop = startTelemetry('test');
  await inSpan('countersign.test.batch', { spans: 3 }, async () => 1);
  await expect(inSpan('countersign.test.failing', {}, async () => Promise.reject(new TypeError('secret text')))).rejects.toThrow(
    'secret text',
  );
  count('countersign.test.count', 3);
  await stop();
  const traces = received
    .filter(({ path }) => path === '/v1/traces')
    .map(({ body }) => body)
    .join();
  expect(traces).toContain('countersign.test.batch');
  expect(traces).toContain('TypeError');
  expect(traces).not.toContain('secret text');
  expect(received.some(({ path, body }) => path === '/v1/metrics' && body.includes('countersign.test.count'))).toBe(true);
});
