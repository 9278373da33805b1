// Test support: cuts a recorded request into the smallest requests that its SDK might have sent instead.
import { groupBy } from '@/lib/domain/group-by';
import type { CapturedRequest } from '@/lib/ingest/captured-requests';

type Tree = { [key: string]: unknown };
/** Where the items of a body stand; every one of them can travel alone. */
const LISTS = ['batch', 'rows', 'data', 'post', 'patch', 'traces', 'spans', 'scores'];

/** In the order of the items. A request that is packed, or of one item, comes back as it is. */
export function splitRequest(request: CapturedRequest): CapturedRequest[] {
  const type = request.headers.get('content-type')?.split(';')[0];
  // Log records of one call share one instant: their order is that of the request, so a call's records stay together.
  if (request.path.endsWith('/v1/logs')) return [request];
  if (request.method === 'GET' || request.headers.has('content-encoding') || request.body.length === 0) return [request];
  const bodies =
    type === 'application/json'
      ? jsonBodies(request.body)
      : type === 'application/x-protobuf'
        ? otlpBodies(request.body, 2)
        : formBodies(request);
  return bodies.length < 2 ? [request] : bodies.map((body) => ({ ...request, body }));
}

function jsonBodies(body: Buffer): Buffer[] {
  const whole = JSON.parse(body.toString('utf8')) as Tree;
  const trees = 'resourceSpans' in whole ? spansAlone(whole) : itemsAlone(whole);
  return trees.map((tree) => Buffer.from(JSON.stringify(tree)));
}

function itemsAlone(whole: Tree): Tree[] {
  const lists = LISTS.filter((key) => Array.isArray(whole[key]));
  const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => !lists.includes(key)));
  return lists.flatMap((key) => (whole[key] as unknown[]).map((item) => ({ ...rest, [key]: [item] })));
}

function spansAlone({ resourceSpans }: Tree): Tree[] {
  return (resourceSpans as Tree[]).flatMap((resource) =>
    (resource['scopeSpans'] as Tree[]).flatMap((scope) =>
      ((scope['spans'] ?? []) as unknown[]).map((span) => ({
        resourceSpans: [{ ...resource, scopeSpans: [{ ...scope, spans: [span] }] }],
      })),
    ),
  );
}

/** Two levels down (resources, scopes) the repeated field 2 is taken apart, and everything beside it is kept with each. */
function otlpBodies(message: Buffer, depth: number): Buffer[] {
  const fields = protobufFields(message);
  const list = depth === 2 ? 1 : 2;
  const rest = fields.filter(({ number }) => number !== list).map(({ bytes }) => bytes);
  return fields
    .filter(({ number }) => number === list)
    .flatMap(({ content }) => (depth < 0 ? [content] : depth === 0 ? [content] : otlpBodies(content, depth - 1)))
    .map((content) => Buffer.concat([...rest, Buffer.of(list * 8 + 2), varint(content.length), content]));
}

function protobufFields(message: Buffer): { number: number; bytes: Buffer; content: Buffer }[] {
  const fields = [];
  for (let at = 0; at < message.length; ) {
    const start = at;
    const read = () => {
      let value = 0;
      for (let shift = 1; ; shift *= 128) {
        const byte = message[at++] ?? 0;
        value += (byte & 127) * shift;
        if (byte < 128) return value;
      }
    };
    const tag = read();
    const wire = tag % 8;
    const length = wire === 2 ? read() : wire === 1 ? 8 : wire === 5 ? 4 : 0;
    if (wire === 0) read();
    const content = message.subarray(at, at + length);
    at += length;
    fields.push({ number: Math.floor(tag / 8), bytes: message.subarray(start, at), content });
  }
  return fields;
}

function varint(value: number): Buffer {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}

/** The parts of one run travel together. */
function formBodies({ headers, body }: CapturedRequest): Buffer[] {
  const boundary = `--${/boundary="?([^";]+)/.exec(headers.get('content-type') ?? '')?.[1]}`;
  const runOf = (part: string) => /name="(\w+\.[^."]+)/.exec(part)?.[1]?.replace(/^attachment/, 'post');
  const byRun = groupBy(body.toString('latin1').split(boundary), runOf);
  byRun.delete(undefined);
  return [...byRun.values()].map((parts) => Buffer.from(`${parts.map((part) => boundary + part).join('')}${boundary}--\r\n`, 'latin1'));
}
