// A call of a source's own HTTP surface: read by the source, stored, answered in the source's words.
import { ingestRuns } from '@/lib/data/ingest';
import { hasMedia, storeMedia } from '@/lib/data/media';
import { storeScores } from '@/lib/data/scores';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run';
import { MAX_JSON_DEPTH } from '@/lib/domain/storable-json';
import { SOURCES } from '@/lib/sources/registry';
import type { Surface } from '@/lib/sources/source';
import { parseJsonText } from './json-text';
import { uploadUrl } from './upload-ticket';

/** The record, the list and the object around it stand above what is measured by the record itself. */
const MAX_DEPTH = MAX_JSON_DEPTH + 8;

export async function takeSurface(
  actor: Actor,
  surface: Surface,
  path: RegExpExecArray,
  url: URL,
  headers: Headers,
  body: Buffer,
): Promise<Response> {
  const parseJson = (text: Buffer) => parseJsonText(text, MAX_DEPTH) as Json;
  const reading = surface.read({
    path,
    query: url.searchParams,
    contentType: headers.get('content-type') ?? '',
    headers,
    body,
    parseJson,
    sources: SOURCES,
  });
  await storeMedia(actor.projectId, reading.media ?? []);
  const { rejected } = await ingestRuns(actor, reading.runs);
  const rejectedScores = await storeScores(actor, reading.scores ?? []);
  const address = reading.upload === undefined ? undefined : await addressFor(actor, reading.upload.sha256, url, headers);
  const answer = reading.answer({ rejected, rejectedScores, ...(address === undefined ? {} : { uploadUrl: address }) });
  const answerHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...answer.headers };
  return answer.body === undefined
    ? new Response(null, { status: answer.status, headers: answerHeaders })
    : Response.json(answer.body, { status: answer.status, headers: answerHeaders });
}

async function addressFor(actor: Actor, sha256: string, url: URL, headers: Headers): Promise<string | undefined> {
  if (await hasMedia(actor, sha256)) return undefined;
  return uploadUrl(headers, url.pathname.replace(/\/+$/, ''), actor.projectId, sha256);
}
