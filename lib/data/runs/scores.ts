// Stores scores by their own ids: in any order, any number of times, before or after what they judge.
import 'server-only';
import { parseInstantNs } from '@/lib/domain/instant';
import { type Actor, can } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import { idSchema } from '@/lib/domain/run/run-record';
import { type CanonicalScore, newerScore } from '@/lib/domain/score';
import { storableJson, storableText } from '@/lib/domain/storable-json';
import { forbidden, unavailable } from '@/lib/errors';
import { log } from '@/lib/log';
import { type SqlClient, withProjectSql } from '@/lib/data/database';
import { isDeadlock, isPassingFault } from '@/lib/data/ingest/ingest-refusal';
import { redactScores } from '@/lib/data/privacy/redact-runs';

export interface RejectedScore {
  id: string;
  code: string;
  detail: string;
}

const MAX_DEADLOCK_RETRIES = 3;
const IS_VALUED = 'num_nonnulls(excluded.number, excluded.label, excluded.correction) > 0';
const valued = (column: string) => `${column} = CASE WHEN ${IS_VALUED} THEN excluded.${column} ELSE s.${column} END`;
const stated = (column: string) => `${column} = coalesce(excluded.${column}, s.${column})`;
/** The newer statement wins, and one that says nothing new leaves the row and its times alone. */
const UPSERT = `INSERT INTO score AS s (project_id, source, score_id, run_id, step_id, session_id, document_position, name, number, label, correction,
    comment, who, annotator, metadata, at, received_at)
  SELECT $1::uuid, u.source, u.score_id, u.run_id, u.step_id, u.session_id, u.document_position, u.name, u.number, u.label, u.correction, u.comment,
    u.who, u.annotator, u.metadata, coalesce(u.at, now()), now()
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::float8[], $10::text[], $11::jsonb[], $12::text[],
    $13::text[], $14::text[], $15::jsonb[], $16::timestamptz[])
    AS u(source, score_id, run_id, step_id, session_id, document_position, name, number, label, correction, comment, who, annotator, metadata, at)
  ON CONFLICT (project_id, source, score_id) DO UPDATE SET ${['run_id', 'step_id', 'session_id', 'document_position', 'comment', 'who', 'annotator'].map(stated).join(', ')},
    ${['number', 'label', 'correction'].map(valued).join(', ')}, name = coalesce(nullif(excluded.name, ''), s.name),
    metadata = s.metadata || excluded.metadata, at = excluded.at, received_at = excluded.received_at
  WHERE excluded.at >= s.at AND ((nullif(excluded.name, '') IS DISTINCT FROM s.name AND excluded.name <> '')
    OR (${IS_VALUED} AND (s.number, s.label, s.correction) IS DISTINCT FROM (excluded.number, excluded.label, excluded.correction))
    OR (s.run_id, s.step_id, s.session_id, s.document_position, s.comment, s.who, s.annotator, s.metadata) IS DISTINCT FROM
       (coalesce(excluded.run_id, s.run_id), coalesce(excluded.step_id, s.step_id), coalesce(excluded.session_id, s.session_id),
        coalesce(excluded.document_position, s.document_position), coalesce(excluded.comment, s.comment), coalesce(excluded.who, s.who),
        coalesce(excluded.annotator, s.annotator), s.metadata || excluded.metadata))`;

/**
 * Commits the scores and gives back those that cannot be kept. What a score is about need not have arrived: the reader of a run
 * finds its scores. Throws `forbidden`, and `unavailable` for a passing fault with nothing stored.
 */
export async function storeScores(actor: Actor, scores: readonly CanonicalScore[]): Promise<RejectedScore[]> {
  if (!can(actor, 'run.ingest')) throw forbidden('send scores');
  const { projectId } = actor;
  const { kept, rejected } = storable(await redactScores(projectId, scores));
  if (kept.length === 0) return rejected;
  for (let attempt = 0; ; attempt++) {
    try {
      await withProjectSql(projectId, (client) => upsert(client, projectId, kept));
      return rejected;
    } catch (error) {
      if (isDeadlock(error) && attempt < MAX_DEADLOCK_RETRIES) continue;
      if (!isPassingFault(error)) throw error;
      log.warn({ err: error }, 'scores: the database is not available');
      throw unavailable('database_unavailable', 'The database cannot take it now. Nothing was stored; send it again in a few seconds.');
    }
  }
}

/** The same in the transaction of the run that they came with; what cannot be kept is left out. */
export async function writeScores(client: SqlClient, projectId: string, scores: readonly CanonicalScore[]): Promise<void> {
  if (scores.length > 0) await upsert(client, projectId, storable(scores).kept);
}

function storable(scores: readonly CanonicalScore[]): { kept: CanonicalScore[]; rejected: RejectedScore[] } {
  const rejected: RejectedScore[] = [];
  const byId = new Map<string, CanonicalScore>();
  for (const score of scores) {
    const problem = problemOf(score);
    if (problem !== null) {
      rejected.push({ id: score.id.slice(0, 100), code: 'invalid_score', detail: problem });
      continue;
    }
    const key = `${score.source}\0${score.id}`;
    const known = byId.get(key);
    byId.set(key, known === undefined ? score : instantOf(score) >= instantOf(known) ? newerScore(known, score) : newerScore(score, known));
  }
  const kept = [...byId.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, score]) => score);
  return { kept, rejected };
}

function problemOf({ id, target, at }: CanonicalScore): string | null {
  for (const [what, value] of Object.entries({ id, run: target.runId, step: target.stepId, session: target.sessionId })) {
    if (value === undefined) continue;
    const parsed = idSchema.safeParse(value);
    const problem = parsed.success ? null : parsed.error.issues[0]?.message;
    if (problem || storableText(value) !== value)
      return `${what === 'id' ? 'the id of the score' : `the id of its ${what}`} ${problem ?? 'is not valid Unicode'}`;
  }
  return at !== null && parseInstantNs(at) === null ? 'its time is not an RFC 3339 time between 1970 and 2262' : null;
}

/** What has no time is said now, after everything that has one. */
function instantOf({ at }: CanonicalScore): bigint {
  return at === null ? 2n ** 63n : (parseInstantNs(at) ?? 0n);
}

async function upsert(client: SqlClient, projectId: string, scores: readonly CanonicalScore[]): Promise<void> {
  if (scores.length === 0) return;
  const of = <T>(pick: (score: CanonicalScore) => T): T[] => scores.map(pick);
  await client.query(UPSERT, [
    projectId,
    of(({ source }) => source),
    of(({ id }) => id),
    of(({ target }) => target.runId ?? null),
    of(({ target }) => target.stepId ?? null),
    of(({ target }) => target.sessionId ?? null),
    of(({ target }) => target.documentPosition ?? null),
    of(({ name }) => storableText(name)),
    of(({ number }) => (number !== undefined && Number.isFinite(number) ? number : null)),
    of(({ label }) => (label === undefined ? null : storableText(label))),
    of(({ correction }) => (correction === undefined ? null : jsonText(correction))),
    of(({ comment }) => (comment === undefined ? null : storableText(comment))),
    of(({ who }) => who ?? null),
    of(({ annotator }) => (annotator === undefined ? null : storableText(annotator))),
    of(({ metadata }) => jsonText(metadata ?? {})),
    of(({ at }) => at),
  ]);
}

function jsonText(value: Json): string {
  return JSON.stringify(storableJson(JSON.parse(JSON.stringify(value)) as Json).value);
}
