// Helicone's manual log: one finished call of a model, a tool or a vector store, posted with its request and response.
import { isObject } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { CanonicalStep, Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import { ExpectedError } from '@/lib/errors';
import { defined, forWord, memberOf, prefixed, textAt } from './attribute-reader';
import { modelCallFacts, responseIds } from './model-call';
import type { Attributes } from './otlp-span';
import { passagesFrom } from './passage-form';
import { rankedByKey, type RunStatement } from './ranked-facts';
import { metadataAliases, metadataFacts } from './run-metadata';
import type { Source, SurfaceCall, SurfaceReading } from './source';
import { contentHash } from './told-records';
import { blankStep, retoldStep } from './told-step';

type JsonObject = { [key: string]: Json };

export const helicone: Source = {
  name: 'helicone',
  records: {
    reread: rereadLog,
    stated: (attributes, { stepId = '' }) => (isObject(attributes[LOG_KEY]) ? [statementOf(attributes, stepId)] : []),
  },
  surfaces: [{ method: 'POST', path: /\/(?:custom|oai|anthropic)\/v1\/log$/, read: readLog }],
};

const KINDS: { [type: string]: StepKind } = { tool: 'TOOL', vector_db: 'RETRIEVAL', data: 'CHAIN' };
const LOG_KEY = 'helicone.log';
const PROPERTY = 'helicone-property-';

/**
 * Lines of one Helicone session are the steps of one run: the session is what its helpers call a trace. A line without a session is a
 * run by itself. A line has no id, so the same line posted twice is one step.
 */
function readLog({ body, headers, parseJson, kindRules }: SurfaceCall): SurfaceReading {
  const value = parseJson(body);
  const [request, response] = isObject(value) ? [value['providerRequest'], value['providerResponse']] : [];
  if (!isObject(value) || !isObject(request) || !isObject(response))
    throw new ExpectedError('invalid', 'invalid', 'A log needs providerRequest and providerResponse.', {
      status: 400,
      problems: [{ path: '', detail: 'must have providerRequest and providerResponse', code: 'invalid_type' }],
    });
  const meta = heliconeMeta(headers, request, response);
  const sessionId = meta['helicone-session-id'];
  const stepId = meta['helicone-request-id'] ?? contentHash({ value, path: meta['helicone-session-path'] ?? null });
  // Headers may hold keys of the model's provider.
  const { headers: _headers, ...kept } = response;
  const attributes = { [LOG_KEY]: { ...value, providerResponse: kept }, ...meta };
  const { facts, ranks, aliases } = statementOf(attributes, stepId);
  const reread = (step: CanonicalStep) => rereadLog(step, kindRules);
  const steps = [reread(blankStep(stepId, attributes))];
  const run = { runId: sessionId ?? stepId, source: 'helicone', facts, factRanks: ranks, isWhole: false, steps, aliases, reread };
  return { runs: [run], answer: () => ({ status: 200, body: { ok: true } }) };
}

/** `Helicone-*` headers of the call; of older helpers they stand in the record. Keys are not among them. */
function heliconeMeta(headers: Headers, request: JsonObject, response: JsonObject): { [name: string]: string } {
  const stated = [response['headers'], request['meta']].flatMap((member) => (isObject(member) ? Object.entries(member) : []));
  const all = [...stated, ...headers.entries()].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && /^helicone-/i.test(name) && !/auth|key$/i.test(name) ? [[name.toLowerCase(), value]] : [],
  );
  return Object.fromEntries(all);
}

function statementOf(attributes: Attributes, stepId: string): RunStatement {
  const metadata = prefixed(attributes, PROPERTY);
  const facts = {
    ...metadataFacts(metadata),
    ...defined({
      sessionId: textAt(attributes, 'helicone-session-id'),
      userId: textAt(attributes, 'helicone-user-id'),
      name: textAt(attributes, 'helicone-session-name'),
    }),
  };
  const { log, response } = callOf(attributes);
  const started = timeOf(timingOf(log)['startTime']);
  const rank = `2 ${started === null ? '' : String(started).padStart(20, '0')} ${stepId}`;
  const ids = responseIds(response['json'] ?? undefined).map((alias) => ({ alias, kind: 'request' as const }));
  return { ...rankedByKey(facts, rank), aliases: [...metadataAliases(metadata), ...ids] };
}

function callOf(attributes: Attributes): { log: JsonObject; request: JsonObject; response: JsonObject } {
  const log = memberOf(attributes, LOG_KEY);
  return { log, request: memberOf(log, 'providerRequest'), response: memberOf(log, 'providerResponse') };
}

function timingOf(log: JsonObject): JsonObject {
  return memberOf(log, 'timing');
}

function rereadLog(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep {
  if (!isObject(step.attributes[LOG_KEY])) return step;
  const { log, request, response } = callOf(step.attributes);
  const asked = request['json'] ?? undefined;
  const answered = response['json'] ?? undefined;
  const type = isObject(asked) ? textAt(asked, '_type') : undefined;
  const kind = forWord(KINDS, type) ?? 'LLM';
  const facts: StepFacts = {
    ...(kind === 'LLM' ? modelCallFacts({ input: asked, output: answered, provider: providerOf(request) }) : {}),
    ...defined({
      promptId: textAt(step.attributes, 'helicone-prompt-id'),
      toolName: kind === 'TOOL' && isObject(asked) ? textAt(asked, 'toolName', 'name') : undefined,
      passages: kind === 'RETRIEVAL' ? matchesOf(answered) : undefined,
    }),
  };
  const { startTime, endTime } = timingOf(log);
  const name =
    facts.toolName ??
    (isObject(asked) ? textAt(asked, 'operation', 'databaseName') : undefined) ??
    textAt(step.attributes, 'helicone-session-path') ??
    facts.requestModel ??
    kind.toLowerCase();
  const reading = {
    kind,
    ...defined({
      sourceKind: type,
      error: errorOf(response),
      input:
        kind === 'LLM' ? (lonelyText(facts.messages) ?? asked) : kind === 'TOOL' && isObject(asked) ? (asked['input'] ?? asked) : asked,
      output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? answered) : answered,
    }),
    facts,
  };
  const [startNs, endNs] = [timeOf(startTime), timeOf(endTime)];
  const isRoot = textAt(step.attributes, 'helicone-session-id') === undefined;
  return retoldStep(step, { parentId: null, name, isRoot, startNs, endNs, reading }, kindRules);
}

function matchesOf(answered: Json | undefined): StepFacts['passages'] {
  const metadata = isObject(answered) ? memberOf(answered, 'metadata') : {};
  return passagesFrom(metadata['matches'] ?? metadata['results'] ?? (isObject(answered) ? answered['matches'] : undefined));
}

function providerOf(request: JsonObject): string | undefined {
  return /(openai|anthropic|azure|google|mistral|groq|cohere)/.exec(textAt(request, 'url') ?? '')?.[1];
}

function errorOf({ status, json }: JsonObject): string | undefined {
  const said = isObject(json) ? json['error'] : undefined;
  const isFailed =
    (typeof status === 'number' && status >= 400) ||
    (isObject(json) && json['status'] === 'failed') ||
    (said !== undefined && said !== null);
  if (!isFailed) return undefined;
  return typeof said === 'string'
    ? said
    : isObject(said)
      ? (textAt(said, 'message') ?? JSON.stringify(said))
      : `status ${String(status ?? 'unknown')}`;
}

/** `{seconds, milliseconds}`, the latter from 0 to 999. */
function timeOf(time: Json | undefined): bigint | null {
  if (!isObject(time) || typeof time['seconds'] !== 'number' || !(time['seconds'] >= 0) || time['seconds'] > 9_000_000_000) return null;
  const milliseconds = typeof time['milliseconds'] === 'number' ? time['milliseconds'] : 0;
  return BigInt(Math.round(time['seconds'] * 1000 + milliseconds)) * 1_000_000n;
}
