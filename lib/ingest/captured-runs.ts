// Test support: captured OTLP requests through the real decoders and sources to canonical and assembled runs, without a database.
import { gunzipSync } from 'node:zlib';
import { assembleRun } from '@/lib/domain/assemble-run';
import { mergeRunFacts, type StatedFacts } from '@/lib/domain/merge-run-facts';
import { mergeSteps } from '@/lib/domain/merge-step';
import { preferredSource } from '@/lib/domain/preferred-source';
import type { AssembledRun, CanonicalRun, CanonicalStep } from '@/lib/domain/run';
import { SOURCES } from '@/lib/sources/registry';
import { runsFromLogs } from '@/lib/sources/runs-from-logs';
import { runsFromSpans } from '@/lib/sources/runs-from-spans';
import type { CapturedRequest } from './captured-requests';
import { decodeLogsJson, decodeTracesJson } from './otlp-json';
import { decodeLogs, decodeTraces } from './otlp-protobuf';

export interface CapturedRun {
  runId: string;
  source: string;
  stated: StatedFacts;
  steps: Map<string, CanonicalStep>;
  aliases: CanonicalRun['aliases'];
  assembled: AssembledRun;
}

/** The runs of a case, its requests taken in the order given; what is not OTLP is passed over. */
export function capturedRuns(requests: readonly CapturedRequest[]): CapturedRun[] {
  const runs = new Map<string, CapturedRun>();
  for (const part of requests.flatMap(runsOf)) {
    const known = runs.get(part.runId);
    const steps = known?.steps ?? new Map<string, CanonicalStep>();
    for (const step of part.steps) {
      const before = steps.get(step.stepId);
      steps.set(step.stepId, before ? mergeSteps(before, step) : step);
    }
    const stated = mergeRunFacts(known?.stated ?? { facts: {}, ranks: {} }, { facts: part.facts, ranks: part.factRanks ?? {} });
    const source = preferredSource(known?.source ?? 'otel', part.source);
    const assembled = assembleRun({ runId: part.runId, source, facts: stated.facts, steps: [...steps.values()] });
    runs.set(part.runId, { runId: part.runId, source, stated, steps, aliases: [...(known?.aliases ?? []), ...part.aliases], assembled });
  }
  return [...runs.values()];
}

function runsOf({ path, headers, body }: CapturedRequest): CanonicalRun[] {
  const signal = /\/v1\/(traces|logs)$/.exec(path)?.[1];
  if (!signal) return [];
  const bytes = headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body;
  const isJson = headers.get('content-type')?.startsWith('application/json');
  if (signal === 'logs') return runsFromLogs((isJson ? decodeLogsJson(bytes) : decodeLogs(bytes)).items, SOURCES).runs;
  return runsFromSpans((isJson ? decodeTracesJson(bytes) : decodeTraces(bytes)).items, SOURCES);
}
