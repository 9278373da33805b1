// Runs of LangSmith's REST API in its four shapes (one posted, one patched, a JSON batch, a multipart batch) as canonical runs.
import { createHash } from 'node:crypto';
import { isObject } from '@/lib/domain/json-container';
import { mediaReference } from '@/lib/domain/media-reference';
import type { CanonicalRun, CanonicalStep, Json, RunFacts } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { stableJson } from '@/lib/domain/stable-json';
import { ExpectedError } from '@/lib/errors';
import { defined, memberOf, textAt } from './attribute-reader';
import { langsmithFeedback } from './langsmith-feedback';
import { multipartParts } from './langsmith-multipart';
import { ancestry, PATCH_KEY, POST_KEY, rereadRun } from './langsmith-run';
import type { Attributes } from './otlp-span';
import { rankedByKey, type RunStatement, stateInto } from './ranked-facts';
import { metadataAliases, metadataFacts } from './run-metadata';
import type { SurfaceCall, SurfaceReading } from './source';
import { recordsUnder } from './told-records';
import { blankStep } from './told-step';

type JsonObject = { [key: string]: Json };
interface Operation {
  kind: 'post' | 'patch';
  run: JsonObject;
  /** References to what was sent beside the run, by name. */
  attachments?: { [name: string]: string };
}

export function readPost(call: SurfaceCall): SurfaceReading {
  return readingOf([{ kind: 'post', run: objectOf(call) }], call);
}

export function readPatch(call: SurfaceCall): SurfaceReading {
  const id = call.path[1] ?? '';
  return readingOf([{ kind: 'patch', run: { ...objectOf(call), id } }], call);
}

export function readBatch(call: SurfaceCall): SurfaceReading {
  const body = objectOf(call);
  const list = (kind: 'post' | 'patch') => (Array.isArray(body[kind]) ? body[kind] : []);
  const operations = (['post', 'patch'] as const).flatMap((kind) => list(kind).flatMap((run) => (isObject(run) ? [{ kind, run }] : [])));
  return readingOf(operations, call);
}

/** Parts are named `post.<id>`, `post.<id>.<field>`, `patch.…`, `attachment.<id>.<name>` and `feedback.<id>`. */
export function readMultipart(call: SurfaceCall): SurfaceReading {
  const operations = new Map<string, Operation>();
  const feedback: CanonicalScore[] = [];
  const media: NonNullable<SurfaceReading['media']> = [];
  const operationOf = (kind: 'post' | 'patch', id: string) => {
    const known = operations.get(`${kind} ${id}`);
    const operation = known ?? { kind, run: { id } };
    if (!known) operations.set(`${kind} ${id}`, operation);
    return operation;
  };
  for (const { name, contentType, body } of multipartParts(call.contentType, call.body)) {
    const [kind = '', id = '', ...rest] = name.split('.');
    const field = rest.join('.');
    if (kind === 'attachment') {
      const known = operations.get(`post ${id}`) ?? operations.get(`patch ${id}`) ?? operationOf('patch', id);
      media.push({ bytes: body, mediaType: contentType });
      known.attachments = { ...known.attachments, [field]: mediaReference(sha256(body), contentType, body.length) };
    } else if (kind === 'feedback') {
      const value = call.parseJson(body);
      if (isObject(value)) feedback.push(langsmithFeedback(value, textAt(value, 'id') ?? id));
    } else if (kind === 'post' || kind === 'patch') {
      const operation = operationOf(kind, id);
      const value = call.parseJson(body);
      operation.run = field === '' ? { ...operation.run, ...(isObject(value) ? value : {}), id } : { ...operation.run, [field]: value };
    }
  }
  return { ...readingOf([...operations.values()], call), scores: feedback, media };
}

function objectOf({ body, parseJson }: SurfaceCall): JsonObject {
  const value = parseJson(body);
  if (!isObject(value)) throw new ExpectedError('invalid', 'invalid', 'The body must be a JSON object.', { status: 400 });
  return value;
}

function readingOf(operations: readonly Operation[], { kindRules }: SurfaceCall): SurfaceReading {
  const reread = (step: CanonicalStep) => rereadRun(step, kindRules);
  const runs = new Map<string, CanonicalRun>();
  for (const operation of operations) {
    const id = textAt(operation.run, 'id')?.toLowerCase();
    if (id === undefined) continue;
    const lineage = ancestry(operation.run);
    const runId = textAt(operation.run, 'trace_id')?.toLowerCase() ?? lineage[0] ?? id;
    const run = runs.get(runId) ?? { runId, source: 'langsmith', facts: {}, factRanks: {}, isWhole: false, steps: [], aliases: [], reread };
    runs.set(runId, run);
    run.steps.push(reread(blankStep(id, attributesOf(operation))));
    stateInto(run, statementOf(operation, id === runId));
  }
  return {
    runs: [...runs.values()],
    answer: ({ rejected }) => ({
      status: 202,
      body: {
        message: 'Runs batch ingested',
        ...(rejected.length > 0 ? { rejected: rejected.map(({ runId, stepId, detail }) => ({ id: stepId ?? runId, detail })) } : {}),
      },
    }),
  };
}

/** The record as sent, under a key made of its content: the same delivery twice is one record. */
function attributesOf({ kind, run, attachments = {} }: Operation): JsonObject {
  const { id: _id, child_runs: _children, ...said } = run;
  const attached = Object.entries(attachments).map(([name, reference]) => [`langsmith.attachment.${name}`, reference] as const);
  const parent = textAt(said, 'parent_run_id');
  const record = parent === undefined ? said : { ...said, parent_run_id: parent.toLowerCase() };
  const key = sha256(Buffer.from(stableJson(record))).slice(0, 16);
  return {
    ...(Object.keys(record).length > 0 ? { [(kind === 'post' ? POST_KEY : PATCH_KEY) + key]: record } : {}),
    ...Object.fromEntries(attached),
  };
}

function metadataOf(run: JsonObject): JsonObject {
  const extra = memberOf(run, 'extra');
  const metadata = memberOf(extra, 'metadata');
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !/^(LANGSMITH|LANGCHAIN)_/.test(key)));
}

/** What the records of a stored run of LangSmith's say about the trace. */
export function langsmithStatements(attributes: Attributes, { runId, stepId }: { runId: string; stepId?: string }): RunStatement[] {
  const of = (kind: Operation['kind'], prefix: string) =>
    recordsUnder(attributes, prefix).map((run) => statementOf({ kind, run }, stepId === runId));
  return [...of('post', POST_KEY), ...of('patch', PATCH_KEY)];
}

/** The root speaks for the run, its patches before its post; of others only who and which conversation. */
function statementOf({ kind, run }: Operation, isRoot: boolean): RunStatement {
  const said = metadataOf(run);
  const { metadata, ...told } = metadataFacts(said);
  const end = run['end_time'];
  const at = typeof end === 'number' ? end : typeof end === 'string' ? Date.parse(end) || 0 : 0;
  const rank = isRoot
    ? `2 ${kind === 'patch' ? `0 ${String(9_999_999_999_999 - Math.trunc(at)).padStart(13, '0')}` : '1'}`
    : `3 ${textAt(run, 'start_time') ?? '9'}`;
  const tags = Array.isArray(run['tags']) ? run['tags'].filter((tag) => typeof tag === 'string') : [];
  const facts: RunFacts = {
    ...told,
    ...(isRoot ? defined({ name: textAt(run, 'name'), tags: tags.length > 0 ? tags : undefined, metadata }) : {}),
  };
  return { ...rankedByKey(facts, rank), aliases: metadataAliases(said) };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
