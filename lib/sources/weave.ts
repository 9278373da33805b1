// W&B Weave: starts and ends of calls, feedback on them, and what its SDK asks and uploads beside them.
import { createHash } from 'node:crypto';
import { isObject } from '@/lib/domain/json-container';
import type { CanonicalRun, CanonicalStep, Json } from '@/lib/domain/run/run';
import { defined, memberOf, textAt } from './attribute-reader';
import { bodyList } from './body-list';
import { onlyAnswer } from './only-answer';
import { rankedFacts, type RunStatement, stateInto } from './ranked-facts';
import { metadataAliases, metadataFacts } from './run-metadata';
import type { Source, SurfaceCall, SurfaceReading, UnboundPart } from './source';
import { blankStep } from './told-step';
import { rereadCall, WEAVE_END, WEAVE_START } from './weave-call';
import { readWeaveFeedback } from './weave-feedback';

type JsonObject = { [key: string]: Json };

const BLANK = { source: 'weave', facts: {}, factRanks: {}, isWhole: false };

export const weave: Source = {
  name: 'weave',
  records: {
    reread: rereadCall,
    stated: (attributes) =>
      [attributes[WEAVE_START], attributes[WEAVE_END]].flatMap((record) => (isObject(record) ? [statementOf(record)] : [])),
  },
  surfaces: [
    { method: 'POST', path: /\/calls?\/upsert_batch$/, read: (call) => readCalls(call, entriesOf(call)) },
    { method: 'POST', path: /\/call\/(start|end)$/, read: (call) => readCalls(call, [[call.path[1] ?? '', call.parseJson(call.body)]]) },
    { method: 'POST', path: /\/feedback\/create$/, read: readWeaveFeedback },
    // The source code of traced functions is uploaded to these; a digest of it is all that the SDK needs, and nothing is kept.
    {
      method: 'POST',
      path: /\/(?:obj|file|files|table)\/create$/,
      read: ({ body }) => onlyAnswer(200, { digest: digestOf(body), row_digests: [] }),
    },
    { method: 'GET', path: /\/server_info$/, read: () => onlyAnswer(200, { min_required_weave_python_version: '0.0.0' }) },
    {
      method: 'POST',
      path: /\/graphql$/,
      read: () => onlyAnswer(200, { data: { viewer: { username: 'countersign', defaultEntity: { name: 'countersign' } } } }),
    },
  ],
};

/** `[mode, request]` of each entry of a batch. */
function entriesOf({ body, parseJson }: SurfaceCall): [string, Json][] {
  return bodyList(parseJson(body), 'batch', 'calls')
    .filter(isObject)
    .map((entry) => [textAt(entry, 'mode') ?? '', entry['req'] ?? null]);
}

/** The end of a call names the call and not its trace: it is bound to the run that has its start. */
function readCalls({ path, kindRules }: SurfaceCall, entries: readonly [string, Json][]): SurfaceReading {
  const reread = (step: CanonicalStep) => rereadCall(step, kindRules);
  const blankRun = (runId: string): CanonicalRun => ({ ...BLANK, runId, steps: [], aliases: [], reread });
  const runs = new Map<string, CanonicalRun>();
  const ends: JsonObject[] = [];
  const answers: Json[] = [];
  for (const [mode, request] of entries) {
    const record = isObject(request) ? (request[mode] ?? request['complete']) : undefined;
    const id = isObject(record) ? textAt(record, 'id') : undefined;
    if (!isObject(record) || id === undefined) continue;
    const traceId = textAt(record, 'trace_id');
    answers.push(mode === 'end' ? {} : { id, trace_id: traceId ?? id });
    if (traceId === undefined) ends.push(record);
    else {
      const run = runs.get(traceId) ?? blankRun(traceId);
      runs.set(traceId, run);
      addCall(run, id, mode, record);
    }
  }
  const unbound = ends.map((record): UnboundPart => {
    const id = textAt(record, 'id') ?? '';
    return { alias: id, run: { ...blankRun(''), steps: [reread(blankStep(id, { [WEAVE_END]: record }))] } };
  });
  const isSingle = /\/call\/(start|end)$/.test(path.input);
  const answer = isSingle ? (answers[0] ?? {}) : { res: answers };
  return { runs: [...runs.values()], unbound, answer: () => ({ status: 200, body: answer }) };
}

/** A call that is sent whole (`complete`) is its start and its end. */
function addCall(run: CanonicalRun, id: string, mode: string, record: JsonObject): void {
  const step = blankStep(id, { [mode === 'end' ? WEAVE_END : WEAVE_START]: record });
  run.steps.push(run.reread?.(step) ?? step);
  stateInto(run, statementOf(record));
}

function statementOf(record: JsonObject): RunStatement {
  const { weave: _weave, ...metadata } = memberOf(record, 'attributes');
  const facts = {
    ...metadataFacts(metadata),
    ...defined({ sessionId: textAt(record, 'thread_id'), userId: textAt(record, 'wb_user_id') }),
  };
  const id = textAt(record, 'id') ?? '';
  const rank = `${textAt(record, 'parent_id') === undefined ? 2 : 3} ${textAt(record, 'started_at') ?? ''} ${id}`;
  return { ...rankedFacts(facts, rank), aliases: [{ alias: id, kind: 'span' }, ...metadataAliases(metadata)] };
}

function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64url');
}
