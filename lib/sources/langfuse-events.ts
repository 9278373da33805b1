// A batch of Langfuse's own ingestion (`POST /api/public/ingestion`): events about traces, observations and scores, in any order.
import { isObject } from '@/lib/domain/json-container';
import { parseInstantNs } from '@/lib/domain/instant';
import { mergeRunFacts, type StatedFacts } from '@/lib/domain/merge-run-facts';
import type { CanonicalRun, Json, RunFacts } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { ExpectedError } from '@/lib/errors';
import { defined } from './attribute-reader';
import { EVENT_KEY, observationStep, rereadObservation } from './langfuse-records';
import { langfuseId, langfuseScore } from './langfuse-score';
import { metadataAliases } from './run-metadata';
import type { SurfaceCall, SurfaceReading } from './source';

const OBSERVATION = /^(span|generation|event|agent|tool|chain|retriever|evaluator|embedding|guardrail|observation)-(create|update)$/;
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
  const value = call.parseJson(call.body);
  const batch = isObject(value) ? value['batch'] : undefined;
  if (!Array.isArray(batch))
    throw new ExpectedError('invalid', 'invalid', '/batch must be a list of events.', {
      status: 400,
      problems: [{ path: '/batch', detail: 'must be a list', code: 'invalid_type' }],
    });
  const events = batch.flatMap((entry, ordinal) => eventOf(entry, ordinal) ?? []);
  const ids = batch.flatMap((entry) => (isObject(entry) && typeof entry['id'] === 'string' ? [entry['id']] : []));
  return {
    runs: runsOf(events),
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

function runsOf(events: readonly Event[]): CanonicalRun[] {
  const runs = new Map<string, { stated: StatedFacts; steps: CanonicalRun['steps']; aliases: CanonicalRun['aliases'] }>();
  const entryOf = (runId: string) => {
    const entry = runs.get(runId) ?? { stated: { facts: {}, ranks: {} }, steps: [], aliases: [] };
    runs.set(runId, entry);
    return entry;
  };
  for (const event of events) {
    const id = langfuseId(event.body['id']);
    if (id === undefined) continue;
    if (event.type === 'trace-create') {
      const entry = entryOf(id);
      entry.stated = mergeRunFacts(entry.stated, traceFacts(event));
      entry.aliases.push(...metadataAliases(isObject(event.body['metadata']) ? event.body['metadata'] : {}));
    } else if (OBSERVATION.test(event.type)) {
      const entry = entryOf(langfuseId(event.body['traceId']) ?? id);
      entry.steps.push(observationStep(id, { [EVENT_KEY + event.id]: recordOf(event) }));
      entry.stated = mergeRunFacts(entry.stated, observationFacts(event));
    }
  }
  return [...runs.entries()].map(([runId, { stated, steps, aliases }]) => ({
    runId,
    source: 'langfuse',
    facts: stated.facts,
    factRanks: stated.ranks,
    isWhole: false,
    steps,
    aliases,
    reread: rereadObservation,
  }));
}

function recordOf({ type, timestamp, ordinal, body }: Event): Json {
  const parent = langfuseId(body['parentObservationId']);
  return { type, timestamp, ordinal, body: parent === undefined ? body : { ...body, parentObservationId: parent } };
}

/** Later events win field by field, metadata key by key; tags are united; the earliest time is the start. */
function traceFacts({ body, timestamp, ordinal }: Event): StatedFacts {
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
  const ranks: { [field: string]: string } = {};
  for (const field of Object.keys(facts)) if (field !== 'metadata') ranks[field] = rank;
  if (start !== undefined) ranks['startedAt'] = start;
  for (const key of Object.keys(said)) ranks[`metadata.${key}`] = rank;
  return { facts, ranks };
}

/** What observations repeat about their trace counts where the trace itself is silent. */
function observationFacts({ body }: Event): StatedFacts {
  const environment = textOf(body['environment']);
  if (environment === undefined) return { facts: {}, ranks: {} };
  return { facts: { environment }, ranks: { environment: `3 ${textOf(body['startTime']) ?? '9'}` } };
}

/** An empty object says nothing. */
function statedValue(value: Json | undefined): Json | undefined {
  return value === null || (isObject(value) && Object.keys(value).length === 0) ? undefined : value;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 512 ? value : undefined;
}
