// Decoded spans to canonical runs: one run a trace, facts ranked by who states them.
import { groupBy } from '@/lib/domain/group-by';
import { mergeRunFacts, type StatedFacts } from '@/lib/domain/merge-run-facts';
import { mergeSteps } from '@/lib/domain/merge-step';
import { preferredSource } from '@/lib/domain/preferred-source';
import type { CanonicalRun, CanonicalStep, RunFacts, StepKind } from '@/lib/domain/run/run';
import { MAX_ID_CHARS } from '@/lib/domain/run/run-record';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import type { OtlpSpan } from './otlp-span';
import { readStep, type StepReading } from './read-step';
import { metadataAliases } from './run-metadata';
import type { Source } from './source';
import { blankStep } from './told-step';

/** Facts that are looked up by index: a longer text there is no id, and stays among the attributes. */
const ID_FACTS: ReadonlySet<string> = new Set([
  'sessionId',
  'userId',
  'environment',
  'release',
  'name',
  'route',
  'promptId',
  'promptVersion',
  'modelName',
  'modelProvider',
]);

interface RunOfBatch {
  run: CanonicalRun;
  stated: StatedFacts;
  sourceNames: Set<string>;
  /** Step id to what it must be because of a step below it. */
  parentKinds: Map<string, StepKind>;
}

/**
 * The runs of a batch, each made when it is asked for, so that only one is there at a time. Takes the spans out of the list. A judgement
 * that came without the trace that it judges is a run of its own id: the same run may come twice.
 */
export function* runsByTrace(spans: OtlpSpan[], sources: readonly Source[], kindRules?: readonly KindRule[]): Generator<CanonicalRun> {
  const traces = groupBy(spans, ({ traceId }) => traceId);
  spans.length = 0;
  for (const [traceId, ofTrace] of traces) {
    traces.delete(traceId);
    yield* runsFromSpans(ofTrace, sources, kindRules);
  }
}

/** The runs of a batch, in the order of their first span. Every span is a step of exactly one of them. */
export function runsFromSpans(spans: readonly OtlpSpan[], sources: readonly Source[], kindRules?: readonly KindRule[]): CanonicalRun[] {
  const runs = new Map<string, RunOfBatch>();
  for (const span of spans) {
    const reading = readStep(span, sources, kindRules);
    const home = judgedTrace(span, reading);
    const runId = home ?? span.traceId;
    const entry = runs.get(runId) ?? {
      run: { runId, source: 'otel', facts: {}, isWhole: false, steps: [], aliases: [] },
      stated: { facts: {}, ranks: {} },
      sourceNames: new Set<string>(),
      parentKinds: new Map<string, StepKind>(),
    };
    runs.set(runId, entry);
    const step =
      home === null
        ? reading.step
        : {
            ...reading.step,
            parentId: span.links[0]?.spanId ?? null,
            attributes: { ...reading.step.attributes, 'otel.trace_id': span.traceId },
          };
    entry.run.steps.push(step);
    if (reading.parentKind && step.parentId !== null) entry.parentKinds.set(step.parentId, reading.parentKind);
    entry.sourceNames.add(reading.source);
    if (home === null) entry.stated = mergeRunFacts(entry.stated, statedBy(reading, span));
    else entry.run.aliases.push({ alias: span.traceId, kind: 'trace' });
    if (reading.scores.length > 0) entry.run.scores = [...(entry.run.scores ?? []), ...reading.scores];
    if (reading.aliases.length > 0) entry.run.aliases.push(...reading.aliases);
    const [metadata, explicit] = [reading.run.metadata, reading.explicitRun.metadata];
    if (metadata || explicit) entry.run.aliases.push(...metadataAliases({ ...metadata, ...explicit }));
  }
  return [...runs.values()].map(({ run, stated, sourceNames, parentKinds }) => ({
    ...run,
    steps: withParentKinds(run.steps, parentKinds),
    source: [...sourceNames].reduce(preferredSource, 'otel'),
    facts: stated.facts,
    factRanks: stated.ranks,
    aliases: unique(run.aliases),
  }));
}

/**
 * Feedback given afterwards is a span of its own trace with exactly one link, to the span that it judges: it belongs to that run.
 * Null for every other span.
 */
function judgedTrace(span: OtlpSpan, { step, run }: StepReading): string | null {
  const [link] = span.links;
  const isJudgement = span.parentSpanId === null && (step.kind === 'EVALUATION' || step.kind === 'REVIEW') && !!step.facts.scores?.length;
  if (!isJudgement || span.links.length !== 1 || !link || !/^[0-9a-f]{32}$/.test(link.traceId) || !/^[0-9a-f]{16}$/.test(link.spanId))
    return null;
  // A judgement of a session names the session; its link means nothing.
  const isOfSession =
    run.sessionId !== undefined && Object.keys(span.attributes).some((key) => /^session\.(annotations|evaluations)\./.test(key));
  return isOfSession ? null : link.traceId;
}

/** A step above that is not in this batch is stated by all that is known of it; its own span says the rest, before or after. */
function withParentKinds(steps: CanonicalStep[], parentKinds: ReadonlyMap<string, StepKind>): CanonicalStep[] {
  if (parentKinds.size === 0) return steps;
  const here = new Set(steps.map(({ stepId }) => stepId));
  const raised = steps.map((step) => {
    const kind = parentKinds.get(step.stepId);
    return kind === undefined ? step : mergeSteps(step, knownByKind(step.stepId, kind));
  });
  const absent = [...parentKinds].flatMap(([stepId, kind]) => (here.has(stepId) ? [] : [knownByKind(stepId, kind)]));
  return [...raised, ...absent];
}

function knownByKind(stepId: string, kindFromChildren: StepKind): CanonicalStep {
  return { ...blankStep(stepId, {}), facts: { kindFromChildren } };
}

/** On purpose before in passing, the root before other spans, then the earliest start; the span's own name last of all. */
function statedBy({ run, explicitRun, step }: StepReading, span: OtlpSpan): StatedFacts {
  const place = `${String(span.startNs ?? 0n).padStart(19, '0')} ${span.spanId}`;
  const isRoot = span.parentSpanId === null;
  const stated: StatedFacts = { facts: {}, ranks: {} };
  if (step.name.trim() !== '') state(stated, { name: span.name }, `${isRoot ? 4 : 5} ${place}`);
  state(stated, run, `${isRoot ? 2 : 3} ${place}`);
  state(stated, explicitRun, `1 ${place}`);
  return stated;
}

/** Whether what has this rank was said by a span. */
export function isSpanRank(rank: string): boolean {
  return /^[1-5] \d{19} /.test(rank);
}

/** Adds statements over those that are there; what is too long for its column is noted instead. */
function state({ facts, ranks }: StatedFacts, said: RunFacts, rank: string): void {
  const losses: string[] = [];
  for (const field of Object.keys(said) as (keyof RunFacts)[]) {
    const length = ID_FACTS.has(field) ? String(said[field]).length : 0;
    if (length > MAX_ID_CHARS)
      losses.push(
        `${field} has ${length} characters; more than ${MAX_ID_CHARS} cannot be looked up, so it stands among the attributes only`,
      );
    else {
      Object.assign(facts, { [field]: said[field] });
      ranks[field] = rank;
    }
  }
  if (said.tags?.some((tag) => tag.length > MAX_ID_CHARS)) {
    facts.tags = said.tags.filter((tag) => tag.length <= MAX_ID_CHARS);
    losses.push(`a tag of more than ${MAX_ID_CHARS} characters stands among the attributes only`);
  }
  if (losses.length === 0) return;
  facts.losses = [...(facts.losses ?? []), ...losses];
  ranks.losses = rank;
}

function unique(aliases: CanonicalRun['aliases']): CanonicalRun['aliases'] {
  return [...new Map(aliases.map((alias) => [`${alias.kind} ${alias.alias}`, alias])).values()];
}
