// Test support: senders that put spans through a door as exporters do, repeat what was not acknowledged, and remember what was.
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeTraces, type SpanToEncode } from './encode-otlp';

export interface SpanLoad {
  /** Run id to the ids of its spans: every span of every batch that was answered with 200. */
  acknowledged: Map<string, Set<string>>;
  /** Answers that were no acknowledgement, and connections that broke. */
  refused: number;
  /** Batches that were sent once more although they had been acknowledged. */
  repeated: number;
  /** Lets every sender finish the batch in its hand. */
  stop(): Promise<void>;
}

const SENDERS = 4;
const PAUSE_MS = 40;
const BASE_NS = 1_795_233_397_288_000_000n;

/** A generator of numbers below one that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Sends until it is stopped: traces in pieces, children before roots, pieces out of order, some pieces twice. */
export function startSpanLoad(url: string, key: string, seed: number): SpanLoad {
  let isStopping = false;
  const load: SpanLoad = {
    acknowledged: new Map(),
    refused: 0,
    repeated: 0,
    stop: async () => {
      isStopping = true;
      await Promise.all(senders);
    },
  };
  const random = seeded(seed);
  let trace = 0;
  const send = async (spans: SpanToEncode[]): Promise<void> => {
    const body = new Uint8Array(encodeTraces(spans));
    const headers = { 'content-type': 'application/x-protobuf', 'x-api-key': key };
    for (;;) {
      const status = await fetch(`${url}/v1/traces`, { method: 'POST', headers, body }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      if (status === 200) break;
      if (status === 400 || status === 401 || status === 413) throw new Error(`the door answered ${status} to a batch that is right`);
      load.refused += 1;
      await sleep(PAUSE_MS);
    }
    for (const { traceId, spanId } of spans) load.acknowledged.set(traceId, (load.acknowledged.get(traceId) ?? new Set()).add(spanId));
  };
  const sendUntilStopped = async (): Promise<void> => {
    while (!isStopping) {
      trace += 1;
      const pieces = piecesOf(traceSpans(seed, trace, 1 + Math.floor(random() * 12)), random);
      for (const piece of pieces) await send(piece);
      if (random() < 0.3 && pieces[0]) {
        load.repeated += 1;
        await send(pieces[0]);
      }
    }
  };
  const senders = Array.from({ length: SENDERS }, sendUntilStopped);
  return load;
}

function traceSpans(seed: number, trace: number, count: number): SpanToEncode[] {
  const traceId = seed.toString(16).padStart(8, '0').slice(-8) + trace.toString(16).padStart(24, '0');
  const idOf = (index: number) => (BigInt(trace) * 64n + BigInt(index) + 1n).toString(16).padStart(16, '0');
  return Array.from({ length: count }, (_, index) => ({
    traceId,
    spanId: idOf(index),
    ...(index === 0 ? {} : { parentSpanId: idOf(0) }),
    name: index === 0 ? 'root' : `step ${index}`,
    startNs: BASE_NS + BigInt(trace) * 1000n + BigInt(index),
    endNs: BASE_NS + BigInt(trace) * 1000n + BigInt(index) + 500n,
    attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'small-model', text: `trace ${trace} span ${index}` },
  }));
}

function piecesOf(spans: SpanToEncode[], random: () => number): SpanToEncode[][] {
  const pieces: SpanToEncode[][] = [];
  for (let from = 0; from < spans.length; ) {
    const size = 1 + Math.floor(random() * 6);
    pieces.push(spans.slice(from, from + size));
    from += size;
  }
  return random() < 0.5 ? pieces.reverse() : pieces;
}
