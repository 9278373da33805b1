import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { isObject } from './json-container';
import { liftMedia } from './lift-media';
import { mediaReference } from './media-reference';
import type { CanonicalRun, Json } from '@/lib/domain/run/run';

const png = Buffer.from('89504e470d0a1a0a'.repeat(12), 'hex');
const base64 = png.toString('base64');
const reference = mediaReference(createHash('sha256').update(png).digest('hex'), 'image/png', png.length);
const uri = `data:image/png;base64,${base64}`;

const runWith = (input: Json, attributes: { [key: string]: Json } = {}): CanonicalRun => ({
  runId: 'r',
  source: 'otel',
  facts: {},
  isWhole: false,
  aliases: [],
  steps: [
    {
      stepId: 's',
      parentId: null,
      kind: 'LLM',
      name: 's',
      startNs: null,
      endNs: null,
      status: 'ok',
      error: null,
      input,
      output: null,
      facts: {},
      attributes,
      events: [],
    },
  ],
});
function lifted(value: Json) {
  const { runs, media } = liftMedia([runWith(value)]);
  return { input: runs[0]?.steps[0]?.input, media };
}

it.each<[string, Json, Json]>([
  ['a data URI', uri, reference],
  ['data URIs inside a text', `see ${uri} and "${uri}".`, `see ${reference} and "${reference}".`],
  ['an image of OpenAI', [{ type: 'image_url', image_url: { url: uri } }], [{ type: 'image_url', image_url: { url: reference } }]],
  ['parameters of the type', `data:image/png;name=a.png;base64,${base64}`, reference],
  ['a GenAI blob', { type: 'blob', mime_type: 'image/png', content: base64 }, { type: 'blob', mime_type: 'image/png', content: reference }],
  [
    'an Anthropic source',
    { source: { type: 'base64', media_type: 'image/png', data: base64 } },
    { source: { type: 'base64', media_type: 'image/png', data: reference } },
  ],
  [
    'JSON text',
    JSON.stringify([{ mime_type: 'image/png', content: base64 }]),
    JSON.stringify([{ mime_type: 'image/png', content: reference }]),
  ],
])('%s becomes a reference', (_what, value, expected) => {
  const { input, media } = lifted(value);
  expect(input).toEqual(expected);
  expect(media).toEqual([{ bytes: png, mediaType: 'image/png' }]);
});

it('takes the format of sound for its type', () => {
  const { input, media } = lifted({ type: 'input_audio', input_audio: { data: base64, format: 'wav' } });
  const audio = isObject(input) && isObject(input['input_audio']) ? input['input_audio']['data'] : null;
  expect(audio).toBe(reference.replace('image/png', 'audio/wav'));
  expect(media[0]?.mediaType).toBe('audio/wav');
});

it.each<[string, Json]>([
  ['text that speaks of base64', 'use ;base64, after data:'],
  ['no type', `data:;base64,${base64}`],
  ['an empty URI', 'data:image/png;base64,'],
  ['a typed text', { mime_type: 'text/plain', content: 'hello world, this is a long sentence with spaces and no picture in it at all' }],
  ['a reference', reference],
])('leaves %s as it is, the very same object', (_what, value) => {
  const run = runWith(value);
  const { runs, media } = liftMedia([run]);
  expect(runs[0]).toBe(run);
  expect(media).toEqual([]);
});

it('goes through attributes, and one medium is kept once', () => {
  const { runs, media } = liftMedia([runWith(uri, { a: uri, 'b.c': { d: [uri] } })]);
  expect(runs[0]?.steps[0]?.attributes).toEqual({ a: reference, 'b.c': { d: [reference] } });
  expect(media).toHaveLength(1);
});

it('takes an image of 20 megabytes', () => {
  const large = `data:image/png;base64,${'A'.repeat(20 * 1024 * 1024)}`;
  expect(lifted(large).media[0]?.bytes).toHaveLength(15 * 1024 * 1024);
});
