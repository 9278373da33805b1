// Test support: what every step of a captured run must be, whatever its convention, read by the second reader of OTLP.
import { expect } from 'vitest';
import type { CanonicalStep, Message } from '@/lib/domain/run/run';
import { type CapturedCase, capturedCases } from './captured-requests';
import { type CapturedRun, capturedRuns } from './captured-runs';
import { type PlainSpan, spansOf } from './independent-otlp';

export interface CapturedPair {
  span: PlainSpan;
  step: CanonicalStep;
  run: CapturedRun;
}
export interface ComparedCase {
  runs: CapturedRun[];
  pairs: CapturedPair[];
  /** The one step of that name (and kind). */
  step(name: string, kind?: string): CanonicalStep;
}

/** A case of a folder; throws when it is not there, so that a renamed capture fails its test. */
export function capturedCase(sdk: string, name: string): CapturedCase {
  const found = capturedCases([sdk]).find((entry) => entry.name === name);
  if (!found) throw new Error(`no capture ${sdk}/${name}`);
  return found;
}

/**
 * The runs of a case beside its spans, after it was checked that each span is a step of its trace, once, with its parent, its times,
 * its links and every attribute and event, and that there is no other step.
 */
export function comparedCase({ requests }: CapturedCase): ComparedCase {
  const runs = capturedRuns(requests);
  const spans = requests.flatMap(spansOf);
  expect(spans.length).toBeGreaterThan(0);
  expect(runs.map(({ runId }) => runId).sort()).toEqual([...new Set(spans.map(({ traceId }) => traceId))].sort());
  expect(runs.flatMap(({ steps }) => [...steps.keys()]).sort()).toEqual([...new Set(spans.map(({ spanId }) => spanId))].sort());
  const pairs = spans.map((span): CapturedPair => {
    const run = runs.find(({ runId }) => runId === span.traceId) as CapturedRun;
    const step = run.steps.get(span.spanId) as CanonicalStep;
    expect([step.parentId, String(step.startNs), String(step.endNs)]).toEqual([span.parentSpanId, span.startNs, span.endNs]);
    expect(step.attributes).toMatchObject(span.attributes);
    expect(step.attributes['otel.resource'] ?? {}).toEqual(span.resource);
    expect(step.events.map(({ name }) => name).sort()).toEqual(span.events.map(({ name }) => name).sort());
    for (const event of span.events) expect(step.events.map(({ attributes }) => attributes)).toContainEqual(event.attributes);
    expect(step.facts.links ?? []).toEqual(span.links);
    return { span, step, run };
  });
  const all = runs.flatMap(({ steps }) => [...steps.values()]);
  const step = (name: string, kind?: string) => {
    const found = all.filter((entry) => entry.name === name && (kind === undefined || entry.kind === kind));
    if (found.length !== 1) throw new Error(`${found.length} steps are called ${name}: ${all.map((entry) => entry.name).join(', ')}`);
    return found[0] as CanonicalStep;
  };
  return { runs, pairs, step };
}

/** How many steps there are of each kind. */
export function kindsOf(runs: readonly CapturedRun[]): { [kind: string]: number } {
  const kinds: { [kind: string]: number } = {};
  for (const { steps } of runs) for (const { kind } of steps.values()) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
}

/** Messages in short: role, then text or `call f(id)` or `result (id)` of each part. */
export function outlineOf(messages: readonly Message[] | undefined): string[] {
  return (messages ?? []).map(({ role, parts }) => {
    const words = parts.map((part) => {
      const { type, id, name, content } = part as { type: string; id?: unknown; name?: unknown; content?: unknown };
      if (type === 'tool_call') return `call ${String(name)}(${String(id ?? '')})`;
      if (type === 'tool_call_response') return `result (${String(id ?? '')})`;
      return type === 'text' ? String(content) : type;
    });
    return [role, ...words].join(' | ');
  });
}

/** JSON text, or text as it is; a reader of its own, that knows nothing of what may stand in it. */
export function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
