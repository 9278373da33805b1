// The trace exporter of the OpenAI Agents SDK: `POST …/v1/traces/ingest` with traces and the spans that have ended.
import { isObject } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { CanonicalRun, CanonicalStep, Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { defined, forWord, jsonAt, memberOf, textAt } from './attribute-reader';
import { bodyList } from './body-list';
import { modelCallFacts, responseIds } from './model-call';
import { providerUsage } from './provider-usage';
import { metadataAliases, metadataFacts } from './run-metadata';
import { rankedFacts, type RunStatement, stateInto } from './ranked-facts';
import type { Source, SpanReading, SurfaceCall, SurfaceReading } from './source';
import { keptRecord, recordsUnder } from './told-records';
import { blankStep, instantOf, retoldStep } from './told-step';

type JsonObject = { [key: string]: Json };

const SPAN_KEY = 'openai_agents.span';
const TRACE_KEY = 'openai_agents.trace.';

export const openaiAgents: Source = {
  name: 'openai-agents',
  surfaces: [{ method: 'POST', path: /\/v1\/traces\/ingest$/, read: readItems }],
  records: {
    reread: rereadSpan,
    stated: (records) => {
      const span = records[SPAN_KEY];
      const ofSpan = isObject(span) ? [{ facts: {}, ranks: {}, aliases: requestAliases(span) }] : [];
      return [...recordsUnder(records, TRACE_KEY).map(statementOf), ...ofSpan];
    },
  },
};

const KINDS: { [type: string]: StepKind } = {
  agent: 'AGENT',
  function: 'TOOL',
  mcp_tools: 'TOOL',
  generation: 'LLM',
  response: 'LLM',
  transcription: 'LLM',
  speech: 'LLM',
  speech_group: 'CHAIN',
  handoff: 'ROUTE',
  guardrail: 'GUARDRAIL',
  custom: 'CHAIN',
};

/** A trace is sent when it starts and a span when it ends, so spans may come without their trace. */
function readItems({ body, parseJson, kindRules }: SurfaceCall): SurfaceReading {
  const items = bodyList(parseJson(body), 'data', 'traces and spans');
  const runs = new Map<string, CanonicalRun>();
  const runOf = (runId: string) => {
    const reread = (step: CanonicalStep) => rereadSpan(step, kindRules);
    const run = runs.get(runId) ?? { runId, source: 'openai-agents', facts: {}, isWhole: false, steps: [], aliases: [], reread };
    runs.set(runId, run);
    return run;
  };
  for (const item of items.filter(isObject)) {
    const id = textAt(item, 'id');
    if (id === undefined) continue;
    if (item['object'] === 'trace') stateInto(runOf(id), statementOf(item), keptRecord(TRACE_KEY, item));
    const traceId = textAt(item, 'trace_id');
    if (item['object'] !== 'trace.span' || traceId === undefined) continue;
    const run = runOf(traceId);
    run.steps.push(rereadSpan(blankStep(id, { [SPAN_KEY]: item }), kindRules));
    run.aliases.push(...requestAliases(item));
  }
  return { runs: [...runs.values()], answer: () => ({ status: 204 }) };
}

function statementOf(trace: JsonObject): RunStatement {
  const metadata = memberOf(trace, 'metadata');
  const facts = { ...metadataFacts(metadata), ...defined({ name: textAt(trace, 'workflow_name'), sessionId: textAt(trace, 'group_id') }) };
  return { ...rankedFacts(facts, '1'), aliases: metadataAliases(metadata) };
}

function rereadSpan(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep {
  const span = step.attributes[SPAN_KEY];
  if (!isObject(span)) return step;
  const data = memberOf(span, 'span_data');
  const type = textAt(data, 'type') ?? 'custom';
  const kind = forWord(KINDS, type);
  const facts = factsOf(data, kind);
  const input = jsonAt(data, 'input') ?? handoffOf(data, 'from_agent');
  const output = jsonAt(data, 'output', 'result') ?? ownData(data) ?? handoffOf(data, 'to_agent') ?? data['triggered'];
  const failure = isObject(span['error']) ? span['error'] : undefined;
  const reading: SpanReading = {
    ...defined({
      kind,
      error: failure === undefined ? undefined : (textAt(failure, 'message') ?? 'failed'),
      input: kind === 'LLM' ? (lonelyText(facts.messages) ?? input) : input,
      output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : output,
    }),
    sourceKind: type,
    facts: { ...facts, ...defined({ errorDetail: detailOf(failure) }) },
  };
  const [startNs, endNs] = [instantOf(span['started_at']), instantOf(span['ended_at'])];
  return retoldStep(step, { parentId: textAt(span, 'parent_id') ?? null, name: nameOf(data, type), startNs, endNs, reading }, kindRules);
}

/** Calls over the Responses API carry no content and no counts; turns and tasks carry the sums of what is below them. */
function factsOf(data: JsonObject, kind: StepKind | undefined): StepFacts {
  if (kind === 'TOOL') return defined({ toolName: textAt(data, 'name', 'server') });
  const parameters = isObject(data['model_config']) ? data['model_config'] : undefined;
  const sdk = memberOf(data, 'data');
  if (kind !== 'LLM') return defined({ usage: providerUsage(sdk['usage'], undefined) });
  return modelCallFacts({
    input: data['input'],
    output: data['output'],
    model: textAt(data, 'model'),
    parameters,
    usage: providerUsage(data['usage'], undefined),
  });
}

function nameOf(data: JsonObject, type: string): string {
  const [from, to] = [textAt(data, 'from_agent'), textAt(data, 'to_agent')];
  if (type === 'handoff' && from !== undefined && to !== undefined) return `${from} to ${to}`;
  const sdk = memberOf(data, 'data');
  const turn = sdk['sdk_span_type'] === 'turn' ? textAt(sdk, 'turn') : undefined;
  const name = textAt(data, 'name', 'model', 'server') ?? type;
  return turn === undefined ? name : `${name} ${turn}`;
}

function handoffOf(data: JsonObject, side: 'from_agent' | 'to_agent'): Json | undefined {
  return data['type'] === 'handoff' ? (data[side] ?? undefined) : undefined;
}

function detailOf(failure: JsonObject | undefined): string | undefined {
  const data = failure?.['data'];
  if (data === undefined || data === null) return undefined;
  return isObject(data) && typeof data['error'] === 'string' ? data['error'] : JSON.stringify(data);
}

function requestAliases(span: JsonObject): CanonicalRun['aliases'] {
  const data = memberOf(span, 'span_data');
  const ids = [textAt(data, 'response_id'), ...responseIds(data['output'])];
  return ids.flatMap((alias) => (alias === undefined ? [] : [{ alias, kind: 'request' as const }]));
}

/** What the application put into a custom span. The SDK's own task and turn spans hold their counters there, which nobody answered. */
function ownData(data: JsonObject): Json | undefined {
  const own = jsonAt(data, 'data');
  return isObject(own) && own['sdk_span_type'] !== undefined ? undefined : own;
}
