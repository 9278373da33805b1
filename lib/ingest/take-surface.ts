// A call of a source's own HTTP surface: read by the source, stored, answered in the source's words.
import { findRunsByAlias } from '@/lib/data/ingest/find-runs-by-alias';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { stepKindRules } from '@/lib/data/ingest/step-kind-rules';
import { hasMedia, storeKeyed, storeMedia } from '@/lib/data/ingest/media';
import { storeScores } from '@/lib/data/runs/scores';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalRun, Json } from '@/lib/domain/run/run';
import { MAX_JSON_DEPTH } from '@/lib/domain/storable-json';
import { SOURCES } from '@/lib/sources/registry';
import type { Surface, SurfaceAnswer, SurfaceReading, UnboundPart } from '@/lib/sources/source';
import { MAX_VALUES, parseJsonText } from './json-text';
import { uploadUrl } from './upload-ticket';

/** The record, the list and the object around it stand above what is measured by the record itself. */
const MAX_DEPTH = MAX_JSON_DEPTH + 8;

export interface TakenCall {
  answer: SurfaceAnswer;
  /** Parts that name a run which nobody has sent yet: the call has to be read again later. */
  waiting: number;
}

export async function takeSurface(
  actor: Actor,
  surface: Surface,
  path: RegExpExecArray,
  url: URL,
  headers: Headers,
  body: Buffer,
): Promise<TakenCall> {
  const reading = await readCall(actor, surface, path, url, headers, body);
  await storeBeside(actor.projectId, reading.media ?? []);
  const { bound, waiting } = await bind(actor, reading);
  const { rejected } = await ingestRuns(actor, [...reading.runs, ...bound]);
  const rejectedScores = await storeScores(actor, reading.scores ?? []);
  const address = reading.upload === undefined ? undefined : await addressFor(actor, reading.upload, url, headers);
  const answer = reading.answer({ rejected, rejectedScores, ...(address === undefined ? {} : { uploadUrl: address }) });
  return { answer, waiting };
}

async function storeBeside(projectId: string, media: NonNullable<SurfaceReading['media']>): Promise<void> {
  await storeMedia(
    projectId,
    media.filter(({ key }) => key === undefined),
  );
  for (const { key, ...medium } of media) if (key !== undefined) await storeKeyed(projectId, key, medium);
}

export function surfaceResponse({ status, body, headers }: SurfaceAnswer): Response {
  const all = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers };
  return body === undefined ? new Response(null, { status, headers: all }) : Response.json(body, { status, headers: all });
}

/** Stores the parts of an earlier call whose run has come since; everything else of it was stored then. Says how many wait on. */
export async function takeWaiting(
  actor: Actor,
  surface: Surface,
  path: RegExpExecArray,
  contentType: string,
  body: Buffer,
): Promise<number> {
  const headers = new Headers({ 'content-type': contentType });
  const reading = await readCall(actor, surface, path, new URL('http://ingest.invalid'), headers, body);
  const { bound, waiting } = await bind(actor, reading);
  await ingestRuns(actor, bound);
  return waiting;
}

async function readCall(
  { projectId }: Actor,
  surface: Surface,
  path: RegExpExecArray,
  url: URL,
  headers: Headers,
  body: Buffer,
): Promise<SurfaceReading> {
  const kindRules = await stepKindRules(projectId);
  const parseJson = (text: Buffer) => parseJsonText(text, MAX_DEPTH, undefined, MAX_VALUES) as Json;
  const contentType = headers.get('content-type') ?? '';
  return surface.read({ path, query: url.searchParams, contentType, headers, body, parseJson, sources: SOURCES, kindRules });
}

/** By the aliases of the call's own runs first, then by those that are stored. */
async function bind(actor: Actor, { runs, unbound = [] }: SurfaceReading): Promise<{ bound: CanonicalRun[]; waiting: number }> {
  if (unbound.length === 0) return { bound: [], waiting: 0 };
  const here = new Map(
    runs.flatMap(({ runId, aliases }) => aliases.flatMap(({ alias, kind }) => (kind === 'span' ? [[alias, runId] as const] : []))),
  );
  const elsewhere = unbound.flatMap(({ alias }) => (here.has(alias) ? [] : [alias]));
  const stored = elsewhere.length > 0 ? await findRunsByAlias(actor, elsewhere, 'span') : new Map<string, string>();
  const bound = unbound.flatMap(({ alias, run }) => {
    const runId = here.get(alias) ?? stored.get(alias);
    return runId === undefined ? [] : [withRun(run, runId)];
  });
  return { bound, waiting: unbound.length - bound.length };
}

function withRun(run: UnboundPart['run'], runId: string): CanonicalRun {
  const scores = run.scores?.map((score) => ({ ...score, target: { ...score.target, runId } }));
  return { ...run, runId, ...(scores ? { scores } : {}) };
}

async function addressFor(
  actor: Actor,
  upload: NonNullable<SurfaceReading['upload']>,
  url: URL,
  headers: Headers,
): Promise<string | undefined> {
  if ('sha256' in upload && (await hasMedia(actor, upload.sha256))) return undefined;
  const name = 'sha256' in upload ? upload.sha256 : upload.key;
  return uploadUrl(headers, url.pathname.replace(/\/+$/, ''), actor.projectId, name);
}
