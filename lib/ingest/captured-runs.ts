// Test support: captured OTLP requests through the real decoders and sources to canonical and assembled runs, without a database.
import { gunzipSync } from 'node:zlib';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { mergeRunFacts, type StatedFacts } from '@/lib/domain/merge-run-facts';
import { mergeSteps } from '@/lib/domain/merge-step';
import { preferredSource } from '@/lib/domain/preferred-source';
import type { AssembledRun, CanonicalRun, CanonicalStep } from '@/lib/domain/run/run';
import type { OtlpSpan } from '@/lib/sources/otlp-span';
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
  return joined(requests.flatMap(runsOf));
}

/** The runs of spans that come in batches. */
export function capturedRunsOf(batches: readonly (readonly OtlpSpan[])[]): CapturedRun[] {
  return joined(batches.flatMap((spans) => runsFromSpans(spans, SOURCES)));
}

/** The spans of a request; none for one that is not OTLP traces. */
export function capturedSpans(request: CapturedRequest): OtlpSpan[] {
  if (!request.path.endsWith('/v1/traces')) return [];
  const { bytes, isJson } = contentOf(request);
  return (isJson ? decodeTracesJson(bytes) : decodeTraces(bytes)).items;
}

function joined(parts: readonly CanonicalRun[]): CapturedRun[] {
  const runs = new Map<string, Omit<CapturedRun, 'assembled'>>();
  for (const part of parts) {
    const known = runs.get(part.runId);
    const steps = known?.steps ?? new Map<string, CanonicalStep>();
    for (const step of part.steps) {
      const before = steps.get(step.stepId);
      steps.set(step.stepId, before ? mergeSteps(before, step) : mergeSteps(step, step));
    }
    const stated = mergeRunFacts(known?.stated ?? { facts: {}, ranks: {} }, { facts: part.facts, ranks: part.factRanks ?? {} });
    const source = preferredSource(known?.source ?? 'otel', part.source);
    runs.set(part.runId, { runId: part.runId, source, stated, steps, aliases: [...(known?.aliases ?? []), ...part.aliases] });
  }
  return [...runs.values()].map((run) => ({
    ...run,
    assembled: assembleRun({ runId: run.runId, source: run.source, facts: run.stated.facts, steps: [...run.steps.values()] }),
  }));
}

function runsOf(request: CapturedRequest): CanonicalRun[] {
  if (!request.path.endsWith('/v1/logs')) return runsFromSpans(capturedSpans(request), SOURCES);
  const { bytes, isJson } = contentOf(request);
  return runsFromLogs((isJson ? decodeLogsJson(bytes) : decodeLogs(bytes)).items, SOURCES).runs;
}

function contentOf({ headers, body }: CapturedRequest): { bytes: Buffer; isJson: boolean } {
  const bytes = headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body;
  return { bytes, isJson: headers.get('content-type')?.startsWith('application/json') === true };
}
