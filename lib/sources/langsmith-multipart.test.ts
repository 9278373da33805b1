import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { callSurface } from './call-surface';
import { langsmithRest } from './langsmith-rest';

const ROOT = '01a1fc42-9454-7000-8000-001c30dac74d';
const CHILD = '01a1fc42-948a-7000-8000-0395b0c81ede';
const ORDER = `20261121T035944212001Z${ROOT}`;

const call = (method: string, path: string, body: Json | Buffer, type?: string) => callSurface(langsmithRest, method, path, body, type);

function multipart(...parts: [name: string, type: string, body: string | Buffer, extra?: string][]): Buffer {
  const boundary = '----B';
  const chunks = parts.flatMap(([name, type, body, extra = '']) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n${extra}\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
}
const MULTIPART = 'multipart/form-data; boundary=----B';

const post = {
  id: CHILD,
  name: 'ChatOpenAI',
  run_type: 'llm',
  start_time: '2026-11-21T03:59:44.266002Z',
  parent_run_id: ROOT,
  trace_id: ROOT,
  dotted_order: `${ORDER}.20261121T035944266002Z${CHILD}`,
  inputs: {
    model: 'gpt-4o-mini',
    temperature: 0.2,
    messages: [{ role: 'user', content: 'q' }],
    tools: [{ type: 'function', function: { name: 't' } }],
  },
  extra: { metadata: { ls_provider: 'openai', ls_model_name: 'gpt-4o-mini', thread_id: 'chat-7' } },
};

describe('a multipart batch', () => {
  const { inputs, extra, ...rest } = post;
  it('puts the parts of a run together, keeps attachments by hash and reads feedback', () => {
    const body = multipart(
      [`post.${CHILD}`, 'application/json; length=10', JSON.stringify(rest)],
      [`post.${CHILD}.inputs`, 'application/json', gzipSync(JSON.stringify(inputs)), 'Content-Encoding: gzip\r\n'],
      [`post.${CHILD}.extra`, 'application/json', JSON.stringify(extra)],
      [`post.${CHILD}.error`, 'application/json', '"Error: no"'],
      [`attachment.${CHILD}.scan.png`, 'image/png', Buffer.from([1, 2, 3])],
      [`feedback.f1`, 'application/json', JSON.stringify({ id: 'f1', run_id: CHILD, key: 'k', score: true })],
    );
    const reading = call('POST', '/ls/runs/multipart', body, MULTIPART);
    const [step, ...others] = reading.runs.flatMap(({ steps }) => steps);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ input: 'q', error: 'Error: no', parentId: ROOT });
    expect(step?.attributes['langsmith.attachment.scan.png']).toMatch(
      /^media:sha256:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81;type=image\/png;bytes=3$/,
    );
    expect(reading.media).toEqual([{ bytes: Buffer.from([1, 2, 3]), mediaType: 'image/png' }]);
    expect(reading.scores).toMatchObject([{ id: 'f1', name: 'k', number: 1, target: { stepId: CHILD } }]);
    expect(reading.answer({ rejected: [] })).toMatchObject({ status: 202 });
  });

  it.each([
    ['no boundary', Buffer.from('x'), 'multipart/form-data'],
    ['another boundary', Buffer.from('--other\r\n'), MULTIPART],
    ['no end', multipart(['post.a', 'application/json', '{}']).subarray(0, -8), MULTIPART],
    ['a part without a name', Buffer.from('------B\r\nContent-Type: x\r\n\r\n{}\r\n------B--'), MULTIPART],
  ])('is refused with %s', (_what, body, type) => {
    expect(() => call('POST', '/runs/multipart', body, type)).toThrow(/multipart/);
  });
});
