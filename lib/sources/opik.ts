// Opik's REST calls: batches of traces and spans, changes of single ones, and feedback scores.
import { isObject } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { CanonicalRun, CanonicalStep, Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { defined, forWord, memberOf, numberAt, textAt, textsAt } from './attribute-reader';
import { bodyList } from './body-list';
import { modelCallFacts } from './model-call';
import type { Attributes } from './otlp-span';
import { readOpikScores } from './opik-scores';
import { providerUsage } from './provider-usage';
import { rankedByKey, type RunStatement } from './ranked-facts';
import { retrievedDocuments } from './retrieved-documents';
import { metadataAliases, metadataFacts } from './run-metadata';
import type { Source, SpanReading, Surface, SurfaceCall, SurfaceReading } from './source';
import { keptRecord, overlaidRecords, recordsUnder } from './told-records';
import { blankStep, instantOf, retoldStep } from './told-step';
import { pathPart } from './path-part';

type JsonObject = { [key: string]: Json };

const SPAN_KEY = 'opik.span.';
const TRACE_KEY = 'opik.trace.';
const KINDS: { [type: string]: StepKind } = { general: 'CHAIN', tool: 'TOOL', llm: 'LLM', guardrail: 'GUARDRAIL' };

export const opik: Source = {
  name: 'opik',
  records: { reread, stated: (attributes) => recordsUnder(attributes, TRACE_KEY).map(statementOf) },
  surfaces: [
    ...of('traces', runOfTrace),
    ...of('spans', runOfSpan),
    { method: 'PUT', path: /\/v1\/private\/(traces|spans|threads)\/feedback-scores$/, read: readOpikScores },
    { method: 'PUT', path: /\/v1\/private\/(traces|spans)\/([^/]+)\/feedback-scores$/, read: readOpikScores },
    { method: 'GET', path: /\/is-alive\/ping$/, read: () => ({ runs: [], answer: () => ({ status: 200, body: { healthy: true } }) }) },
  ],
};

/** A batch, and create and change of one trace or span: a change carries the fields that are new, and its id stands in the path. */
function of(what: 'traces' | 'spans', runOf: (record: JsonObject, { kindRules }: SurfaceCall) => CanonicalRun[]): Surface[] {
  const taken = (records: JsonObject[], call: SurfaceCall): SurfaceReading => ({
    runs: records.flatMap((record) => runOf(record, call)),
    answer: () => ({ status: 204 }),
  });
  const read = (call: SurfaceCall) => {
    const body = call.parseJson(call.body);
    const ofPath = pathPart(call, 1);
    const id = ofPath === undefined ? {} : { id: ofPath };
    return taken(isObject(body) ? [{ ...body, ...id }] : [], call);
  };
  return [
    {
      method: 'POST',
      path: new RegExp(`/v1/private/${what}/batch$`),
      read: (call) => taken(bodyList(call.parseJson(call.body), what).filter(isObject), call),
    },
    { method: 'POST', path: new RegExp(`/v1/private/${what}$`), read },
    { method: 'PATCH', path: new RegExp(`/v1/private/${what}/([^/]+)$`), read },
  ];
}

/** The trace has times, input and output of its own: it is the step above all spans that have no other. */
function runOfTrace(trace: JsonObject, { kindRules }: SurfaceCall): CanonicalRun[] {
  const runId = textAt(trace, 'id');
  if (runId === undefined) return [];
  const { facts, ranks, aliases } = statementOf(trace);
  return [{ ...runOf(runId, runId, keptRecord(TRACE_KEY, trace), kindRules), facts, factRanks: ranks, aliases }];
}

function runOfSpan(span: JsonObject, { kindRules }: SurfaceCall): CanonicalRun[] {
  const [spanId, runId] = [textAt(span, 'id'), textAt(span, 'trace_id')];
  return spanId === undefined || runId === undefined ? [] : [runOf(runId, spanId, keptRecord(SPAN_KEY, span), kindRules)];
}

function runOf(runId: string, stepId: string, attributes: Attributes, kindRules: SurfaceCall['kindRules']): CanonicalRun {
  const rereadHere = (step: CanonicalStep) => reread(step, kindRules);
  const steps = [rereadHere(blankStep(stepId, attributes))];
  return { runId, source: 'opik', facts: {}, factRanks: {}, isWhole: false, steps, aliases: [], reread: rereadHere };
}

/** A change that knows the end is believed before the trace as it was created. */
function statementOf(trace: JsonObject): RunStatement {
  const metadata = memberOf(trace, 'metadata');
  const facts = {
    ...metadataFacts(metadata),
    ...defined({ name: textAt(trace, 'name'), sessionId: textAt(trace, 'thread_id'), tags: textsAt(trace, 'tags') }),
  };
  return { ...rankedByKey(facts, rankOf(trace) === '1' ? '1' : '2'), aliases: metadataAliases(metadata) };
}

/** Records of one id are laid over each other; one that knows the end was sent after one that does not. */
function reread(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep {
  const trace = overlaidRecords(step.attributes, TRACE_KEY, rankOf);
  const record = trace ?? overlaidRecords(step.attributes, SPAN_KEY, rankOf);
  if (!record) return step;
  const parentId = trace ? null : (textAt(record, 'parent_span_id') ?? textAt(record, 'trace_id') ?? null);
  const [startNs, endNs] = [instantOf(record['start_time']), instantOf(record['end_time'])];
  return retoldStep(step, { parentId, name: textAt(record, 'name') ?? '', startNs, endNs, reading: readingOf(record) }, kindRules);
}

function rankOf(record: JsonObject): string {
  return record['end_time'] == null ? '0' : '1';
}

function readingOf(record: JsonObject): SpanReading {
  const type = textAt(record, 'type');
  const [input, output] = [record['input'] ?? undefined, record['output'] ?? undefined];
  const stated = forWord(KINDS, type);
  const modelKind = type === 'general' ? kindOfModelCall(record) : undefined;
  const passages = type === 'general' && !modelKind ? retrievedDocuments(output) : undefined;
  const kind = passages ? 'RETRIEVAL' : (modelKind ?? stated);
  const failure = isObject(record['error_info']) ? record['error_info'] : undefined;
  const facts: StepFacts = {
    ...(kind === 'LLM' || kind === 'EMBEDDING' ? modelFacts(record, input, output) : {}),
    ...defined({
      passages,
      costUsd: numberAt(record, 'total_estimated_cost'),
      timeToFirstTokenMs: numberAt(record, 'ttft'),
      toolName: kind === 'TOOL' ? textAt(record, 'name') : undefined,
      errorType: failure === undefined ? undefined : textAt(failure, 'exception_type'),
      errorDetail: failure === undefined ? undefined : textAt(failure, 'traceback'),
    }),
  };
  return defined({
    kind,
    sourceKind: type,
    error: failure === undefined ? undefined : (textAt(failure, 'message', 'exception_type', 'traceback') ?? 'failed'),
    input: kind === 'LLM' ? (lonelyText(facts.messages) ?? input) : input,
    output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : output,
    facts,
  });
}

/** opik-openai calls every span general; that a model was asked shows in the model that is named. */
function kindOfModelCall(record: JsonObject): StepKind | undefined {
  if (textAt(record, 'model') === undefined) return undefined;
  return /embed/i.test(textAt(record, 'name') ?? '') ? 'EMBEDDING' : 'LLM';
}

function modelFacts(span: JsonObject, input: Json | undefined, output: Json | undefined): StepFacts {
  const provider = textAt(span, 'provider');
  const metadata = memberOf(span, 'metadata');
  const parameters = Object.fromEntries(
    Object.entries(metadata).filter(([key]) =>
      /^(temperature|top_?p|top_?k|max_?\w*tokens|seed|stop|n|\w+_penalty|response_format)$/i.test(key),
    ),
  );
  const usage = providerUsage(ownUsage(span['usage']), provider);
  return modelCallFacts({ input, output, model: textAt(span, 'model'), provider, parameters, usage });
}

/** The provider's own counts, flattened beside Opik's: opik-openai swaps input and output of the Responses API in its own. */
function ownUsage(usage: Json | undefined): Json | undefined {
  if (!isObject(usage)) return usage;
  const own: JsonObject = {};
  for (const [key, count] of Object.entries(usage)) {
    const [prefix, ...names] = key.split('.');
    const last = names.pop();
    if (prefix !== 'original_usage' || last === undefined) continue;
    let within = own;
    for (const name of names) {
      const inner = Object.hasOwn(within, name) && isObject(within[name]) ? within[name] : Object.create(null);
      within[name] = inner;
      within = inner;
    }
    within[last] = count;
  }
  return Object.keys(own).length > 0 ? own : usage;
}
