// From the bytes of one OTLP request to stored runs: decode, read by the conventions, commit, and say what was left out.
import { findRunsByAlias } from '@/lib/data/ingest/find-runs-by-alias';
import { ingestRuns, type RejectedRun } from '@/lib/data/ingest/ingest';
import { stepKindRules } from '@/lib/data/ingest/step-kind-rules';
import { ExpectedError } from '@/lib/errors';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { SOURCES } from '@/lib/sources/registry';
import { type LogReading, runsFromLogs } from '@/lib/sources/runs-from-logs';
import { runsByTrace } from '@/lib/sources/runs-from-spans';
import type { Rejections } from './decode-budget';
import { measureItems } from './measure-request';
import type { OtlpEncoding } from './otlp-answer';
import { decodeLogsJson, decodeTracesJson } from './otlp-json';
import { decodeLogs, decodeTraces } from './otlp-protobuf';
import { WireError } from './wire-reader';

export interface TakenOtlp {
  rejected: Rejections;
  /** Records that name a response which no run has yet: the batch has to be read again later. */
  waiting: number;
  /** What it brought, for a quota that was not asked beforehand. */
  use: { spans: number; runs: number };
}

/** Resolves when everything else is committed. Throws 400 for what is not OTLP, 503 for passing faults. */
export async function takeOtlp(actor: Actor, signal: 'traces' | 'logs', encoding: OtlpEncoding, body: Buffer): Promise<TakenOtlp> {
  return signal === 'traces' ? takeTraces(actor, encoding, body) : takeLogs(actor, encoding, body);
}

async function takeTraces(actor: Actor, encoding: OtlpEncoding, body: Buffer): Promise<TakenOtlp> {
  const { items, rejected } = read(() => (encoding === 'json' ? decodeTracesJson(body) : decodeTraces(body)));
  const count = items.length;
  const stored = await ingestRuns(actor, runsByTrace(items, SOURCES, await stepKindRules(actor.projectId)), count);
  measureItems('traces', count, rejected.count, stored.rejected);
  return { rejected: addRefused(rejected, stored.rejected), waiting: 0, use: { spans: count, runs: stored.created } };
}

async function takeLogs(actor: Actor, encoding: OtlpEncoding, body: Buffer): Promise<TakenOtlp> {
  const { items, rejected } = read(() => (encoding === 'json' ? decodeLogsJson(body) : decodeLogs(body)));
  const reading = runsFromLogs(items, SOURCES);
  if (reading.homeless > 0) rejected.add('log records that name no trace belong to no run', reading.homeless);
  const bound = await bind(actor, reading);
  const runs = [...reading.runs, ...bound];
  const stored = await ingestRuns(actor, runs);
  measureItems('logs', items.length, rejected.count, stored.rejected);
  return {
    rejected: addRefused(rejected, stored.rejected),
    waiting: reading.unbound.length - bound.length,
    use: { spans: runs.reduce((sum, { steps }) => sum + steps.length, 0), runs: stored.created },
  };
}

/** Records that name only a response: its run is in this batch or was stored before. */
async function bind(actor: Actor, { runs, unbound }: LogReading): Promise<CanonicalRun[]> {
  if (unbound.length === 0) return [];
  const here = new Map(runs.flatMap(({ runId, aliases }) => aliases.map(({ alias }) => [alias, runId] as const)));
  const elsewhere = unbound.flatMap(({ responseId }) => (here.has(responseId) ? [] : [responseId]));
  const stored = elsewhere.length > 0 ? await findRunsByAlias(actor, elsewhere, 'request') : new Map<string, string>();
  return unbound.flatMap(({ responseId, step, source }) => {
    const runId = here.get(responseId) ?? stored.get(responseId);
    return runId === undefined ? [] : [{ runId, source, facts: {}, isWhole: false, steps: [step], aliases: [] }];
  });
}

function addRefused(rejected: Rejections, refused: readonly RejectedRun[]): Rejections {
  for (const { detail, stepId, runId } of refused)
    rejected.add(`${stepId === undefined ? `run ${runId.slice(0, 40)}` : `span ${stepId.slice(0, 40)}`}: ${detail}`);
  return rejected;
}

function read<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof WireError)
      throw new ExpectedError('invalid', 'malformed', `The body is not an OTLP request in protobuf: ${error.message}.`, { status: 400 });
    throw error;
  }
}
