// Phoenix's REST API beside OTLP: annotations of spans, traces, sessions and documents, and spans that are uploaded as JSON.
import { createHash } from 'node:crypto';
import { isObject } from '@/lib/domain/json-container';
import { parseInstantNs } from '@/lib/domain/instant';
import type { Json } from '@/lib/domain/run/run';
import type { CanonicalScore, ScoreTarget } from '@/lib/domain/score';
import { scorerOf } from '@/lib/domain/step-scores';
import { ExpectedError, type FieldProblem } from '@/lib/errors';
import { defined, forWord, memberOf, numberAt, textAt } from './attribute-reader';
import type { Attributes, OtlpSpan } from './otlp-span';
import { runsFromSpans } from './runs-from-spans';
import type { Source, SurfaceCall, SurfaceReading } from './source';
import { pathPart } from './path-part';

/** Clients ask for it before they make newer calls. */
const VERSION = '20.0.0';
const SCOPES = ['span', 'trace', 'session', 'document'] as const;
const STATUS_CODES: { [word: string]: number } = { OK: 1, ERROR: 2 };
type Scope = (typeof SCOPES)[number];

export const phoenix: Source = {
  name: 'phoenix',
  surfaces: [
    ...SCOPES.map((scope) => ({
      method: 'POST' as const,
      path: new RegExp(`/v1/${scope}_annotations$`),
      read: (call: SurfaceCall) => readAnnotations(call, scope),
    })),
    { method: 'POST', path: /\/v1\/projects\/([^/]+)\/spans$/, read: readSpans },
    {
      method: 'GET',
      path: /\/arize_phoenix_version$/,
      read: () => ({ runs: [], answer: () => ({ status: 200, headers: { 'x-phoenix-server-version': VERSION } }) }),
    },
  ],
};

function readAnnotations(call: SurfaceCall, scope: Scope): SurfaceReading {
  const entries = dataOf(call);
  const scores = entries.map((entry, index) => scoreOf(entry, index, scope));
  return {
    runs: [],
    scores,
    answer: ({ rejectedScores = [] }) =>
      rejectedScores[0]
        ? { status: 422, body: { detail: `${rejectedScores[0].id}: ${rejectedScores[0].detail}` } }
        : { status: 200, body: { data: scores.map(({ id }) => ({ id })) } },
  };
}

/** A result is known by what it judges, its name and its identifier: sent again with another value it is that result, changed. */
function scoreOf(entry: Json, index: number, scope: Scope): CanonicalScore {
  if (!isObject(entry)) throw refused(`/data/${index}`, 'must be an object');
  const target = targetOf(entry, scope);
  const name = textAt(entry, 'name');
  if (name === undefined) throw refused(`/data/${index}/name`, 'must not be empty');
  if (Object.keys(target).length === 0) throw refused(`/data/${index}`, `must name its ${scope}`);
  const result = memberOf(entry, 'result');
  const identifier = textAt(entry, 'identifier');
  const kind = textAt(entry, 'annotator_kind');
  return {
    id: createHash('sha256')
      .update(JSON.stringify([scope, target.stepId, target.runId, target.sessionId, target.documentPosition, name, identifier]))
      .digest('hex')
      .slice(0, 32),
    source: 'phoenix',
    target,
    name,
    ...defined({
      number: numberAt(result, 'score'),
      label: textAt(result, 'label'),
      comment: textAt(result, 'explanation'),
      annotator: identifier,
      metadata: isObject(entry['metadata']) ? entry['metadata'] : undefined,
    }),
    who: scorerOf(kind),
    at: null,
  };
}

function targetOf(entry: { [key: string]: Json }, scope: Scope): ScoreTarget {
  if (scope === 'session') return defined({ sessionId: textAt(entry, 'session_id') });
  if (scope === 'trace') return defined({ runId: textAt(entry, 'trace_id')?.toLowerCase() });
  const stepId = textAt(entry, 'span_id')?.toLowerCase();
  if (scope === 'span' || stepId === undefined) return defined({ stepId });
  return defined({ stepId, documentPosition: numberAt(entry, 'document_position') });
}

function readSpans(call: SurfaceCall): SurfaceReading {
  const entries = dataOf(call);
  const project = pathPart(call, 1) ?? '';
  const spans = entries.map((entry, index) => spanOf(entry, index, project));
  return {
    runs: runsFromSpans(spans, call.sources, call.kindRules),
    answer: ({ rejected }) => ({ status: 202, body: { total_received: spans.length, total_queued: spans.length - rejected.length } }),
  };
}

function spanOf(entry: Json, index: number, project: string): OtlpSpan {
  const context = isObject(entry) ? memberOf(entry, 'context') : {};
  const [traceId, spanId] = [textAt(context, 'trace_id')?.toLowerCase(), textAt(context, 'span_id')?.toLowerCase()];
  if (!isObject(entry) || traceId === undefined || spanId === undefined)
    throw refused(`/data/${index}/context`, 'must have trace_id and span_id');
  const kind = textAt(entry, 'span_kind');
  const events = Array.isArray(entry['events']) ? entry['events'] : [];
  return {
    origin: { resource: { 'openinference.project.name': project }, scopeName: '', scopeVersion: '', scope: {} },
    traceId,
    spanId,
    parentSpanId: textAt(entry, 'parent_id')?.toLowerCase() ?? null,
    name: textAt(entry, 'name') ?? '',
    kind: 0,
    startNs: timeAt(entry, 'start_time'),
    endNs: timeAt(entry, 'end_time'),
    attributes: { ...(kind === undefined ? {} : { 'openinference.span.kind': kind }), ...flattened(entry['attributes'] ?? {}) },
    droppedAttributes: 0,
    events: events.flatMap((event) =>
      isObject(event)
        ? [
            {
              name: textAt(event, 'name') ?? '',
              timeNs: timeAt(event, 'timestamp'),
              attributes: flattened(event['attributes'] ?? {}),
              droppedAttributes: 0,
            },
          ]
        : [],
    ),
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    statusCode: forWord(STATUS_CODES, textAt(entry, 'status_code')) ?? 0,
    statusMessage: textAt(entry, 'status_message') ?? '',
    traceState: '',
    losses: [],
  };
}

/** Attributes come under dotted keys or as nested objects and lists; conventions are written for the first. */
function flattened(value: Json, prefix = ''): Attributes {
  if (isObject(value))
    return Object.assign(
      {},
      ...Object.entries(value).map(([key, child]) => flattened(child, prefix === '' ? key : `${prefix}.${key}`)),
    ) as Attributes;
  if (Array.isArray(value) && value.some(isObject))
    return Object.assign({}, ...value.map((child, index) => flattened(child, `${prefix}.${index}`))) as Attributes;
  return { [prefix]: value };
}

function timeAt(entry: { [key: string]: Json }, name: string): bigint | null {
  const text = textAt(entry, name);
  return text === undefined ? null : (parseInstantNs(text) ?? parseInstantNs(`${text}Z`));
}

function dataOf({ body, parseJson }: SurfaceCall): Json[] {
  const value = parseJson(body);
  const data = isObject(value) ? value['data'] : undefined;
  if (!Array.isArray(data)) throw refused('/data', 'must be a list');
  return data;
}

function refused(path: string, detail: string): ExpectedError {
  const problem: FieldProblem = { path, detail, code: 'invalid' };
  return new ExpectedError('invalid', 'invalid', `${path} ${detail}.`, { problems: [problem] });
}
