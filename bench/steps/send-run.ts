// Long runs and large values over OTLP/HTTP JSON, as a tracer sends them: in batches, packed.
import { gzipSync } from 'node:zlib';

export interface Door {
  /** The ingest door, e.g. http://localhost:4318. */
  url: string;
  key: string;
}

type Value = { stringValue: string } | { intValue: string } | { doubleValue: number };
type Attribute = { key: string; value: Value };

const FIRST_NS = 1_795_000_000_000_000_000n;
const BATCH_SPANS = 10_000;
const KINDS = ['LLM', 'TOOL', 'RETRIEVER', 'CHAIN', 'AGENT'] as const;
const MODELS = ['gpt-4.1', 'claude-sonnet-4', 'mistral-large'];

/** A tree of `count` spans: agents with turns, turns with calls; some fail and are tried again. Answers the run's id. */
export async function sendLongRun(door: Door, traceId: string, count: number): Promise<string> {
  for (let from = 0; from < count; from += BATCH_SPANS) {
    const spans = Array.from({ length: Math.min(BATCH_SPANS, count - from) }, (_, place) => span(traceId, from + place, count));
    await send(door, spans);
  }
  return traceId;
}

/** A run of one tool call whose result is JSON of about `bytes`. */
export async function sendLargeValue(door: Door, traceId: string, bytes: number): Promise<string> {
  const entries: unknown[] = [];
  let size = 0;
  for (let index = 0; size < bytes; index++) {
    const entry = {
      id: index,
      title: words(index * 31, 5),
      tags: [words(index, 1), words(index + 7, 1)],
      scores: { first: fraction(index), second: fraction(index + 1) },
      body: words(index * 17, 60),
    };
    size += JSON.stringify(entry).length + 1;
    entries.push(entry);
  }
  await send(door, [
    {
      traceId,
      spanId: id(0),
      name: 'export everything',
      startTimeUnixNano: String(FIRST_NS),
      endTimeUnixNano: String(FIRST_NS + 900_000_000n),
      attributes: [
        text('openinference.span.kind', 'TOOL'),
        text('output.mime_type', 'application/json'),
        text('output.value', JSON.stringify({ entries })),
      ],
      status: { code: 1 },
    },
  ]);
  return traceId;
}

function span(traceId: string, index: number, count: number) {
  // Every tenth is a turn below the root, and the nine after it are its calls.
  const isRoot = index === 0;
  const isTurn = index % 10 === 1;
  const parent = isRoot ? null : isTurn ? 0 : index - ((index - 1) % 10);
  const kind = isRoot || isTurn ? KINDS[4] : KINDS[index % 4];
  const start = FIRST_NS + BigInt(index) * 2_000_000n;
  const length = isRoot ? BigInt(count) * 2_000_000n : isTurn ? 19_000_000n : 1_500_000n + BigInt(index % 7) * 100_000n;
  const hasFailed = index % 97 === 5;
  return {
    traceId,
    spanId: id(index),
    ...(parent === null ? {} : { parentSpanId: id(parent) }),
    name: isRoot ? 'long run' : isTurn ? `turn ${Math.floor(index / 10)}` : words(index % 40, 2),
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + length),
    attributes: [
      text('openinference.span.kind', kind as string),
      text('input.value', words(index, 12)),
      text('output.value', words(index + 5, 20)),
      ...(kind === 'LLM'
        ? [
            text('llm.model_name', MODELS[index % 3] as string),
            { key: 'llm.token_count.prompt', value: { intValue: String(300 + (index % 900)) } },
            { key: 'llm.token_count.completion', value: { intValue: String(20 + (index % 90)) } },
          ]
        : []),
    ],
    status: hasFailed ? { code: 2, message: `timeout after ${index % 50} s` } : { code: 1 },
  };
}

async function send({ url, key }: Door, spans: readonly object[]): Promise<void> {
  const body = gzipSync(
    JSON.stringify({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'bench' }, spans }] }] }),
  );
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(`${url}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', authorization: `Bearer ${key}` },
      body,
    });
    if (response.ok) return;
    if (attempt === 5 || response.status < 429) throw new Error(`the door answered ${response.status}: ${await response.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

const text = (key: string, value: string): Attribute => ({ key, value: { stringValue: value } });
const id = (index: number): string => (index + 1).toString(16).padStart(16, '0');
const fraction = (seed: number): number => ((Math.imul(seed, 2_654_435_761) >>> 0) % 100_000) / 100_000;

const SYLLABLES = ['ka', 'ro', 'mi', 'ten', 'sul', 'dor', 've', 'lan', 'qui', 'ber', 'no', 'tra', 'shi', 'po', 'gel', 'ur'];
/** Made up, and different for every seed, so that it packs no better than text does. */
function words(seed: number, count: number): string {
  let state = (seed + 1) * 2_654_435_761;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state ^ (state >>> 13), 1_540_483_477) + seed) | 0;
    const letters = (state >>> 4) & 0xfff;
    return `${SYLLABLES[letters & 15]}${SYLLABLES[(letters >> 4) & 15]}${(letters >> 8) % 3 ? SYLLABLES[letters >> 8] : ''}`;
  }).join(' ');
}
