// Helicone's manual log: one finished call of a model, a tool or a vector store, posted with its request and response.
import { isObject } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { CanonicalRun, Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';
import { defined, textAt } from './attribute-reader';
import { modelCallFacts, responseIds } from './model-call';
import { passagesFrom } from './passage-form';
import { metadataAliases, metadataFacts } from './run-metadata';
import type { Source, SurfaceCall, SurfaceReading } from './source';
import { contentHash } from './told-records';
import { toldStep } from './told-step';

type JsonObject = { [key: string]: Json };

export const helicone: Source = {
  name: 'helicone',
  surfaces: [{ method: 'POST', path: /\/(?:custom|oai|anthropic)\/v1\/log$/, read: readLog }],
};

const KINDS: { [type: string]: StepKind } = { tool: 'TOOL', vector_db: 'RETRIEVAL', data: 'CHAIN' };
const PROPERTY = 'helicone-property-';

/**
 * Lines of one Helicone session are the steps of one run: the session is what its helpers call a trace. A line without a session is a
 * run by itself. A line has no id, so the same line posted twice is one step.
 */
function readLog({ body, headers, parseJson }: SurfaceCall): SurfaceReading {
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
  const facts = factsOf(meta);
  const run: CanonicalRun = {
    runId: sessionId ?? stepId,
    source: 'helicone',
    facts,
    isWhole: false,
    steps: [stepOf(stepId, value, request, response, meta)],
    aliases: [
      ...metadataAliases(facts.metadata),
      ...responseIds(response['json'] ?? undefined).map((alias) => ({ alias, kind: 'request' as const })),
    ],
  };
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

function factsOf(meta: { [name: string]: string }): RunFacts {
  const metadata = Object.fromEntries(
    Object.entries(meta).flatMap(([name, value]) => (name.startsWith(PROPERTY) ? [[name.slice(PROPERTY.length), value]] : [])),
  );
  return {
    ...metadataFacts(metadata),
    ...defined({ sessionId: meta['helicone-session-id'], userId: meta['helicone-user-id'], name: meta['helicone-session-name'] }),
  };
}

function stepOf(stepId: string, log: JsonObject, request: JsonObject, response: JsonObject, meta: { [name: string]: string }) {
  const asked = request['json'] ?? undefined;
  const answered = response['json'] ?? undefined;
  const type = isObject(asked) ? textAt(asked, '_type') : undefined;
  const kind = (type === undefined ? undefined : KINDS[type]) ?? 'LLM';
  const facts: StepFacts = {
    ...(kind === 'LLM' ? modelCallFacts({ input: asked, output: answered, provider: providerOf(request) }) : {}),
    ...defined({
      promptId: meta['helicone-prompt-id'],
      toolName: kind === 'TOOL' && isObject(asked) ? textAt(asked, 'toolName', 'name') : undefined,
      passages: kind === 'RETRIEVAL' ? matchesOf(answered) : undefined,
    }),
  };
  const timing = isObject(log['timing']) ? log['timing'] : {};
  const { headers: _headers, ...kept } = response;
  const path = meta['helicone-session-path'];
  return toldStep({
    stepId,
    parentId: null,
    name:
      facts.toolName ??
      (isObject(asked) ? textAt(asked, 'operation', 'databaseName') : undefined) ??
      path ??
      facts.requestModel ??
      kind.toLowerCase(),
    startNs: timeOf(timing['startTime']),
    endNs: timeOf(timing['endTime']),
    reading: {
      kind,
      ...defined({
        sourceKind: type,
        error: errorOf(response),
        input:
          kind === 'LLM' ? (lonelyText(facts.messages) ?? asked) : kind === 'TOOL' && isObject(asked) ? (asked['input'] ?? asked) : asked,
        output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? answered) : answered,
      }),
      facts,
    },
    // Headers may hold keys of the model's provider.
    attributes: { 'helicone.log': { ...log, providerResponse: kept }, ...meta },
  });
}

function matchesOf(answered: Json | undefined): StepFacts['passages'] {
  const metadata = isObject(answered) && isObject(answered['metadata']) ? answered['metadata'] : {};
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
