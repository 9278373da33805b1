// The body of `POST /api/v1/runs`: one record, `{"runs": […]}`, a list, or a record per line.
import { isObject } from '@/lib/domain/json-container';
import type { CanonicalRun, Json } from '@/lib/domain/run/run';
import { ExpectedError, type FieldProblem } from '@/lib/errors';
import { runFromRecord } from './plain-run';
import type { RejectedRun, SurfaceCall, SurfaceReading } from './source';

const MAX_RECORDS = 10_000;
const NEWLINE = 0x0a;

type ReadRecord = { index: number; run: CanonicalRun } | { index: number; runId: string | null; problems: FieldProblem[] };

/** Each record is taken or refused by itself; the answer names the refused ones by their place in the body. */
export function readRunRecords(call: SurfaceCall): SurfaceReading {
  const records = recordsOf(call).map((record, index): ReadRecord => {
    if (record instanceof ExpectedError) return { index, runId: null, problems: [{ path: '', detail: record.message, code: record.code }] };
    const reading = runFromRecord(record, call.sources, call.kindRules);
    return reading.ok ? { index, run: reading.run } : { index, runId: reading.runId, problems: reading.problems };
  });
  return {
    runs: records.flatMap((record) => ('run' in record ? [record.run] : [])),
    answer: ({ rejected }) => answer(records, rejected),
  };
}

function recordsOf({ contentType, body, parseJson }: SurfaceCall): (Json | ExpectedError)[] {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-ndjson' || type === 'application/jsonl' || type === 'application/x-jsonlines')
    return atMost(lines(body), 'lines').map((line) => parsed(line, parseJson));
  if (type !== 'application/json') {
    throw new ExpectedError(
      'invalid',
      'unsupported_type',
      'Send run records as application/json, or one per line as application/x-ndjson.',
      { status: 415 },
    );
  }
  const value = parseJson(body);
  const list = isObject(value) && 'runs' in value && !('run_id' in value) ? value['runs'] : Array.isArray(value) ? value : [value];
  if (!Array.isArray(list))
    throw new ExpectedError('invalid', 'invalid', '/runs must be a list of run records.', {
      problems: [{ path: '/runs', detail: 'must be a list', code: 'invalid_type' }],
    });
  return atMost(list, 'records');
}

/** A line that is not JSON is refused alone. */
function parsed(line: Buffer, parseJson: SurfaceCall['parseJson']): Json | ExpectedError {
  try {
    return parseJson(line);
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
}

function lines(body: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let from = 0; from < body.length; ) {
    const newline = body.indexOf(NEWLINE, from);
    const end = newline < 0 ? body.length : newline;
    const line = body.subarray(from, end);
    if (line.some((byte) => byte > 0x20)) found.push(line);
    from = end + 1;
  }
  return found;
}

function atMost<T>(list: T[], what: string): T[] {
  if (list.length <= MAX_RECORDS) return list;
  throw new ExpectedError('invalid', 'too_many', `The body has ${list.length} ${what}; send at most ${MAX_RECORDS} at once.`, {
    status: 413,
  });
}

function answer(records: readonly ReadRecord[], refused: readonly RejectedRun[]): { status: number; body: Json } {
  const byRun = new Map(refused.map((rejection) => [rejection.runId, rejection]));
  const rejected = records.flatMap((record): Json[] => {
    if ('problems' in record) return [rejection(record.index, record.runId, record.problems)];
    const stored = byRun.get(record.run.runId);
    return stored ? [rejection(record.index, record.run.runId, [{ path: stored.path, detail: stored.detail, code: stored.code }])] : [];
  });
  return { status: 200, body: { accepted: records.length - rejected.length, rejected } };
}

/** The first problem stands for the record; all of them are in `errors`. */
function rejection(index: number, runId: string | null, problems: readonly FieldProblem[]): Json {
  const [first] = problems;
  const errors = problems.map(({ path, detail, code }) => ({ path, detail, code: code ?? 'invalid' }));
  return {
    index,
    run_id: runId,
    code: first?.code ?? 'invalid',
    detail: `${first?.path ?? ''} ${first?.detail ?? 'cannot be read'}`.trim(),
    path: first?.path ?? '',
    errors,
  };
}
