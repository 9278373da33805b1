// Langfuse's own HTTP calls beside OTLP: event batches of v3 and older, scores of all versions, and what SDKs ask at start.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';
import { langfuseStatements, readLangfuseBatch } from './langfuse-events';
import { langfuseMedia } from './langfuse-media';
import { rereadObservation } from './langfuse-records';
import { langfuseScore } from './langfuse-score';
import { onlyAnswer } from './only-answer';
import type { Source, SurfaceCall, SurfaceReading } from './source';

export const langfuseIngestion: Source = {
  name: 'langfuse-ingestion',
  records: { reread: rereadObservation, stated: langfuseStatements },
  surfaces: [
    { method: 'POST', path: /\/api\/public\/ingestion$/, read: readLangfuseBatch },
    { method: 'POST', path: /\/api\/public\/(?:v\d+\/)?scores$/, read: readScore },
    ...langfuseMedia,
    {
      method: 'GET',
      path: /\/api\/public\/projects$/,
      read: () => onlyAnswer(200, { data: [{ id: 'countersign', name: 'Countersign', metadata: {} }] }),
    },
    {
      method: 'GET',
      path: /\/api\/public\/(?:v\d+\/)?prompts\/[^/]+$/,
      read: () => onlyAnswer(404, { message: 'Prompt not found', error: 'LangfuseNotFoundError' }),
    },
  ],
};

function readScore(call: SurfaceCall): SurfaceReading {
  const body = call.parseJson(call.body);
  if (!isObject(body) || typeof body['name'] !== 'string' || body['value'] === undefined)
    throw new ExpectedError('invalid', 'invalid', 'A score needs a name and a value.', {
      problems: [{ path: '', detail: 'must have name and value', code: 'invalid_type' }],
    });
  const score = langfuseScore(body, { id: scoreId(body), at: null });
  return {
    runs: [],
    scores: [score],
    answer: ({ rejectedScores = [] }) =>
      rejectedScores[0] ? { status: 400, body: { message: rejectedScores[0].detail } } : { status: 200, body: { id: score.id } },
  };
}

/** A score without an id is known by what it judges and its name, so that sending it again changes nothing. */
function scoreId(body: { [key: string]: Json }): string {
  return ['traceId', 'observationId', 'sessionId', 'name']
    .map((field) => String(body[field] ?? ''))
    .join('-')
    .slice(0, 500);
}
