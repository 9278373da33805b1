// LangSmith's REST API: runs in all shapes that its SDKs send, feedback, and what they ask at start.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';
import { textAt } from './attribute-reader';
import { langsmithStatements, readBatch, readMultipart, readPatch, readPost } from './langsmith-batch';
import { langsmithFeedback } from './langsmith-feedback';
import { rereadRun } from './langsmith-run';
import { onlyAnswer, uuidOf } from './only-answer';
import type { Source, SurfaceCall, SurfaceReading } from './source';

/** The SDKs take multipart with these limits from here; a 404 on it would make them give it up for good. */
const INFO: Json = {
  version: '0.13.0',
  license_expiration_time: null,
  instance_flags: { gzip_body_enabled: true, dataset_examples_multipart_enabled: false },
  batch_ingest_config: {
    use_multipart_endpoint: true,
    scale_up_qsize_trigger: 1000,
    scale_up_nthreads_limit: 16,
    scale_down_nempty_trigger: 4,
    size_limit: 100,
    size_limit_bytes: 15 * 1024 * 1024,
  },
};

export const langsmithRest: Source = {
  name: 'langsmith-rest',
  records: { reread: rereadRun, stated: langsmithStatements },
  surfaces: [
    { method: 'GET', path: /\/info$/, read: () => onlyAnswer(200, INFO) },
    { method: 'POST', path: /\/runs\/multipart$/, read: readMultipart },
    { method: 'POST', path: /\/runs\/batch$/, read: readBatch },
    // `/api/v1/runs` is where the product's own run records go.
    { method: 'POST', path: /(?<!\/api\/v1)\/runs$/, read: readPost },
    { method: 'PATCH', path: /\/runs\/([0-9a-fA-F-]{36})$/, read: readPatch },
    { method: 'POST', path: /\/feedback$/, read: readFeedback },
    { method: 'PATCH', path: /\/feedback\/([0-9a-fA-F-]{36})$/, read: readFeedback },
    { method: 'GET', path: /\/sessions$/, read: ({ query }) => onlyAnswer(200, [project(query.get('name') ?? 'default')]) },
    { method: 'POST', path: /\/sessions$/, read: (call) => onlyAnswer(200, project(nameIn(call))) },
    { method: 'GET', path: /\/datasets$/, read: () => onlyAnswer(200, []) },
    {
      method: 'GET',
      path: /\/settings$/,
      read: () => onlyAnswer(200, { id: uuidOf('tenant'), display_name: 'Countersign', tenant_handle: null }),
    },
  ],
};

function readFeedback(call: SurfaceCall): SurfaceReading {
  const body = call.parseJson(call.body);
  if (!isObject(body)) throw new ExpectedError('invalid', 'invalid', 'Feedback must be a JSON object.', { status: 400 });
  const id = call.path[1]?.toLowerCase() ?? textAt(body, 'id') ?? uuidOf(JSON.stringify(body));
  if (
    call.path[1] === undefined &&
    (textAt(body, 'key') === undefined || (textAt(body, 'run_id') ?? textAt(body, 'trace_id')) === undefined)
  )
    throw new ExpectedError('invalid', 'invalid', 'Feedback needs a key and the run that it is about: key, run_id.');
  return {
    runs: [],
    scores: [langsmithFeedback(body, id)],
    answer: ({ rejectedScores = [] }) =>
      rejectedScores[0] ? { status: 422, body: { detail: rejectedScores[0].detail } } : { status: 200, body: { ...body, id } },
  };
}

function nameIn(call: SurfaceCall): string {
  const body = call.parseJson(call.body);
  return (isObject(body) ? textAt(body, 'name') : undefined) ?? 'default';
}

/** Tracing projects are not kept apart here; each name is given an id that stays the same. */
function project(name: string): Json {
  return { id: uuidOf(name), name, tenant_id: uuidOf('tenant'), start_time: '2026-01-01T00:00:00Z', run_count: 0 };
}
