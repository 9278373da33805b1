// Test support: inputs that nobody would send, by the million, for the OTLP readers and the sources behind them. A seed repeats them.
import type { Json } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';
import { SOURCES } from '@/lib/sources/registry';
import { runsFromLogs } from '@/lib/sources/runs-from-logs';
import { runsFromSpans } from '@/lib/sources/runs-from-spans';
import { requestText, requestWire } from './fuzz-requests';
import { decodeLogsJson, decodeTracesJson } from './otlp-json';
import { JsonValueReader } from './otlp-json-value';
import { decodeLogs, decodeTraces } from './otlp-protobuf';
import { seeded } from './span-load';
import { WireError, WireReader } from './wire-reader';

export interface FuzzReport {
  inputs: number;
  /** Requests that were read, and spans and log records that came out of them. */
  read: number;
  items: number;
  /** Requests that were refused as a whole, in words. */
  refused: number;
  /** The most steps that a reader took for one byte; a reader that hangs or doubles its work shows here. */
  maxStepsPerByte: number;
}

/** Fields and values that a reader may look at for each byte of a request. */
const MAX_STEPS_PER_BYTE = 2;
const FREE_STEPS = 64;

/**
 * Gives `inputs` inputs to the readers and what they read to every source. Throws at the first that ends otherwise than read or refused
 * in words, with its number and its bytes, or that takes more steps than its length allows.
 */
export function fuzzOtlp({ seed, inputs, first = 0 }: { seed: number; inputs: number; first?: number }): FuzzReport {
  const report: FuzzReport = { inputs, read: 0, items: 0, refused: 0, maxStepsPerByte: 0 };
  const counter = countSteps();
  try {
    for (let number = first; number < first + inputs; number++) {
      const random = seeded(seed * 1_000_003 + number);
      const isWire = random() < 0.5;
      const bytes = isWire ? requestWire(random) : requestText(random);
      counter.steps = 0;
      try {
        const items = readAll(bytes, isWire, random() < 0.8);
        report.read += 1;
        report.items += items;
      } catch (error) {
        if (!(error instanceof WireError) && !(error instanceof ExpectedError && error.status < 500)) throw failure(number, bytes, error);
        report.refused += 1;
      }
      const stepsPerByte = Math.max(0, counter.steps - FREE_STEPS) / Math.max(1, bytes.length);
      if (stepsPerByte > MAX_STEPS_PER_BYTE) throw failure(number, bytes, new Error(`${counter.steps} steps for ${bytes.length} bytes`));
      report.maxStepsPerByte = Math.max(report.maxStepsPerByte, stepsPerByte);
    }
  } finally {
    counter.stop();
  }
  return report;
}

function readAll(bytes: Buffer, isWire: boolean, isTraces: boolean): number {
  if (isTraces) {
    const { items } = isWire ? decodeTraces(bytes) : decodeTracesJson(bytes);
    runsFromSpans(items, SOURCES);
    return items.length;
  }
  const { items } = isWire ? decodeLogs(bytes) : decodeLogsJson(bytes);
  runsFromLogs(items, SOURCES);
  return items.length;
}

function failure(number: number, bytes: Buffer, cause: unknown): Error {
  return new Error(`input ${number}: ${(cause as Error).message}\n${bytes.subarray(0, 4000).toString('base64')}`, { cause });
}

/** Counts every field and every value that the readers come to, by standing in their way. */
function countSteps(): { steps: number; stop: () => void } {
  const { next } = WireReader.prototype;
  const { value } = JsonValueReader.prototype;
  const counter = {
    steps: 0,
    stop: () => {
      WireReader.prototype.next = next;
      JsonValueReader.prototype.value = value;
    },
  };
  WireReader.prototype.next = function (this: WireReader) {
    counter.steps += 1;
    return next.call(this);
  };
  JsonValueReader.prototype.value = function (this: JsonValueReader, any: Json | undefined, depth?: number) {
    counter.steps += 1;
    return value.call(this, any, depth);
  };
  return counter;
}
