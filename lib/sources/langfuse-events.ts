// A batch of Langfuse's own ingestion (`POST /api/public/ingestion`): events about traces, observations and scores, in any order.
import { isObject } from '@/lib/domain/json-container';
import { parseInstantNs } from '@/lib/domain/instant';
import type { CanonicalRun, CanonicalStep, Json, RunFacts } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { defined } from './attribute-reader';
import { bodyList } from './body-list';
import { EVENT_KEY, rereadObservation } from './langfuse-records';
import { langfuseId, langfuseScore } from './langfuse-score';
import type { Attributes } from './otlp-span';
import { rankedByKey, type RunStatement, stateInto } from './ranked-facts';
import { metadataAliases } from './run-metadata';
import type { SurfaceCall, SurfaceReading } from './source';
import { keptRecord, recordsUnder } from './told-records';
import { blankStep } from './told-step';

const OBSERVATION = /^(span|generation|event|agent|tool|chain|retriever|evaluator|embedding|guardrail|observation)-(create|update)$/;
const TRACE_KEY = 'langfuse.trace.';
/** Sorts the later statement before the earlier one: the smaller rank wins. */
const LAST_MS = 9_999_999_999_999;

interface Event {
  id: string;
  type: string;
  timestamp: string | null;
  ordinal: number;
  body: { [key: string]: Json };
}

/**
 * Every event is acknowledged by itself. The SDKs send a whole batch again when one event has an error, so an event that can never
 * be stored is acknowledged too; a passing fault is a 503 for all of them.
 */
export function readLangfuseBatch(call: SurfaceCall): SurfaceReading {
  const batch = bodyList(call.parseJson(call.body), 'batch', 'events');
  const events = batch.flatMap((entry, ordinal) => eventOf(entry, ordinal) ?? []);
  const ids = batch.flatMap((entry) => (isObject(entry) && typeof entry['id'] === 'string' ? [entry['id']] : []));
  return {
    runs: runsOf(events, call.kindRules),
    scores: events.flatMap(scoreOf),
    answer: () => ({ status: 207, body: { successes: [...new Set(ids)].map((id) => ({ id, status: 201 })), errors: [] } }),
  };
}

function eventOf(entry: Json, ordinal: number): Event | undefined {
  if (!isObject(entry) || !isObject(entry['body']) || typeof entry['type'] !== 'string') return undefined;
  const { id, type, timestamp, body } = entry;
  const at = typeof timestamp === 'string' && parseInstantNs(timestamp) !== null ? timestamp : null;
  return { id: typeof id === 'string' ? id : `${String(ordinal)}-${at ?? ''}`, type, timestamp: at, ordinal, body };
}

function scoreOf({ id, type, timestamp, body }: Event): CanonicalScore[] {
  return type === 'score-create' ? [langfuseScore(body, { id, at: timestamp })] : [];
}

function runsOf(events: readonly Event[], kindRules: SurfaceCall['kindRules']): CanonicalRun[] {
  const reread = (step: CanonicalStep) => rereadObservation(step, kindRules);
  const runs = new Map<string, CanonicalRun>();
  const runOf = (runId: string) => {
    const run = runs.get(runId) ?? { runId, source: 'langfuse', facts: {}, factRanks: {}, isWhole: false, steps: [], aliases: [], reread };
    runs.set(runId, run);
    return run;
  };
  for (const event of events) {
    const id = langfuseId(event.body['id']);
    if (id === undefined) continue;
    if (event.type === 'trace-create') stateInto(runOf(id), traceStatement(event), keptRecord(TRACE_KEY, recordOf(event)));
    else if (OBSERVATION.test(event.type)) {
      const run = runOf(langfuseId(event.body['traceId']) ?? id);
      run.steps.push(reread(blankStep(id, { [EVENT_KEY + event.id]: recordOf(event) })));
      stateInto(run, observationStatement(event.body));
    }
  }
  return [...runs.values()];
}

/** What the events of a stored observation, and those of the trace itself, say about the trace. */
export function langfuseStatements(records: Attributes): RunStatement[] {
  return [
    ...recordsUnder(records, EVENT_KEY).flatMap(({ body }) => (isObject(body) ? [observationStatement(body)] : [])),
    ...recordsUnder(records, TRACE_KEY)
      .flatMap((record) => eventOf(record, Number(record['ordinal'] ?? 0)) ?? [])
      .map(traceStatement),
  ];
}

function recordOf({ type, timestamp, ordinal, body }: Event): { [key: string]: Json } {
  const parent = langfuseId(body['parentObservationId']);
  return { type, timestamp, ordinal, body: parent === undefined ? body : { ...body, parentObservationId: parent } };
}

/** Later events win field by field, metadata key by key; tags are united; the earliest time is the start. */
function traceStatement({ body, timestamp, ordinal }: Event): RunStatement {
  const { name, userId, sessionId, input, output, metadata, tags, release, environment, version } = body;
  const ms = timestamp === null ? 0 : Date.parse(timestamp);
  const rank = `0 ${String(LAST_MS - ms).padStart(13, '0')} ${String(999_999 - ordinal).padStart(6, '0')}`;
  const said = {
    ...(isObject(metadata) ? metadata : metadata == null ? {} : { metadata }),
    ...(defined({ version: version ?? undefined, public: body['public'] ?? undefined }) as { [key: string]: Json }),
  };
  const start = typeof body['timestamp'] === 'string' && parseInstantNs(body['timestamp']) !== null ? body['timestamp'] : undefined;
  const facts: RunFacts = defined({
    name: textOf(name),
    sessionId: textOf(sessionId),
    userId: textOf(userId),
    environment: textOf(environment),
    release: textOf(release),
    input: statedValue(input),
    output: statedValue(output),
    startedAt: start,
    tags: Array.isArray(tags) && tags.length > 0 ? tags.filter((tag) => typeof tag === 'string') : undefined,
    metadata: Object.keys(said).length > 0 ? said : undefined,
  });
  const { ranks } = rankedByKey(facts, rank);
  return {
    facts,
    ranks: { ...ranks, ...defined({ startedAt: start }) },
    aliases: metadataAliases(isObject(metadata) ? metadata : {}),
  };
}

/** What observations repeat about their trace counts where the trace itself is silent. */
function observationStatement(body: { [key: string]: Json }): RunStatement {
  const environment = textOf(body['environment']);
  return { ...rankedByKey(defined({ environment }), `3 ${textOf(body['startTime']) ?? '9'}`), aliases: [] };
}

/** An empty object says nothing. */
function statedValue(value: Json | undefined): Json | undefined {
  return value === null || (isObject(value) && Object.keys(value).length === 0) ? undefined : value;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 512 ? value : undefined;
}
