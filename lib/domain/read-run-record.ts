// Reads one posted run record: every field that is wrong at once, each with its path and what to do about it.
import { z } from 'zod';
import type { FieldProblem } from '@/lib/errors';
import { parseDocumentRef } from './document-ref';
import type { Json } from '@/lib/domain/run/run';
import { runRecordSchema } from '@/lib/domain/run/run-record';
import type { RunRecord } from '@/lib/domain/run/run-record';
import { MAX_JSON_DEPTH, pointerPart, storableJson } from './storable-json';

export type ReadRunRecord =
  | { ok: true; record: RunRecord; own: { [key: string]: Json }; losses: string[] }
  | { ok: false; runId: string | null; problems: FieldProblem[] };

/** What GET adds to a record. Naming them saves a user who posts a fetched record from guessing. */
const MADE_HERE = new Set([
  'revision',
  'evaluated_at',
  'claims',
  'findings',
  'risk',
  'items',
  'reviews',
  'original_output',
  'effective_output',
  'source',
  'phase',
  'derived',
  'view',
]);
const FIELDS = Object.keys(runRecordSchema.shape);
/** An id that is repaired would be another id, so these are refused where other texts are repaired. */
const ID_PATH = /^\/(run_id|session_id|user_id|steps\/\d+\/(step_id|parent_id)|(context|evidence_refs)\/\d+\/document_id)$/;

/**
 * `own` holds the sender's `x_` members. NUL and lone surrogates are replaced by U+FFFD and named in `losses`. The value must
 * be freshly parsed: it is changed in place.
 */
export function readRunRecord(input: unknown): ReadRunRecord {
  if (!isRecord(input))
    return { ok: false, runId: null, problems: [{ path: '', detail: 'A run record is a JSON object.', code: 'invalid_type' }] };
  const { replaced, notFinite, depth } = storableJson(input);
  const runId = typeof input['run_id'] === 'string' ? input['run_id'] : null;
  if (depth > MAX_JSON_DEPTH)
    return {
      ok: false,
      runId,
      problems: [{ path: '', detail: `The record is nested deeper than ${MAX_JSON_DEPTH} levels.`, code: 'too_deep' }],
    };
  const own = Object.fromEntries(Object.entries(input).filter(([key]) => key.startsWith('x_')));
  const known = Object.fromEntries(Object.entries(input).filter(([key]) => FIELDS.includes(key)));
  const parsed = runRecordSchema.safeParse(known);
  const problems = [
    ...Object.keys(input)
      .filter((key) => !(key in own) && !FIELDS.includes(key))
      .map(unknownField),
    ...notFinite.map((path) => ({
      path,
      detail: 'is a number beyond what a 64-bit float holds; send it as text',
      code: 'number_too_large',
    })),
    ...replaced
      .filter((path) => ID_PATH.test(path))
      .map((path) => ({ path, detail: 'must not hold NUL or half of a surrogate pair', code: 'invalid_id' })),
    ...(parsed.success ? betweenFields(parsed.data) : parsed.error.issues.flatMap((issue) => issueProblems(issue, []))),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, runId, problems };
  const losses = replaced.map((path) => `${path}: NUL or half of a surrogate pair was replaced by U+FFFD`);
  return { ok: true, record: parsed.data, own, losses };
}

function unknownField(key: string): FieldProblem {
  const path = `/${pointerPart(key)}`;
  if (MADE_HERE.has(key)) return { path, detail: `is written by Countersign and cannot be posted; leave it out`, code: 'read_only_field' };
  const near = FIELDS.find((field) => distanceAtMostTwo(field, key));
  const hint = near ? `Did you mean ${near}?` : 'Put your own data into metadata, or start its name with x_.';
  return { path, detail: `is not a field of a run record. ${hint}`, code: 'unknown_field' };
}

function betweenFields(record: RunRecord): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (record.output === undefined && record.output_ref == null && record.raw_output_ref == null && !record.steps?.length) {
    problems.push({
      path: '/output',
      detail: 'A run needs one of output, output_ref or steps; there would be nothing to check.',
      code: 'nothing_to_check',
    });
  }
  const seen = new Map<string, number>();
  record.steps?.forEach(({ step_id: stepId }, index) => {
    if (stepId == null) return;
    const first = seen.get(stepId);
    if (first !== undefined)
      problems.push({ path: `/steps/${index}/step_id`, detail: `repeats the id of /steps/${first}`, code: 'duplicate_id' });
    else seen.set(stepId, index);
  });
  const passageIds = new Set(record.context?.map(({ id }, index) => id ?? `p${index + 1}`));
  record.evidence_refs?.forEach((reference, index) => {
    if (typeof reference !== 'string' || parseDocumentRef(reference) || passageIds.has(reference)) return;
    const detail = 'is neither a document reference (doc:policy-2024#page=3) nor the id of a passage in context';
    problems.push({ path: `/evidence_refs/${index}`, detail, code: 'invalid_reference' });
  });
  return problems;
}

/** A union fails with the problems of each branch; those of the branch whose type fits are the ones that help. */
function issueProblems(issue: z.core.$ZodIssue, above: PropertyKey[]): FieldProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const fitting = issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'));
    if (fitting) return fitting.flatMap((inner) => issueProblems(inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pointer([...path, key]),
      detail: 'is not a field here; put your own data into metadata or attributes',
      code: 'unknown_field',
    }));
  }
  const detail = path[0] === 'run_id' && issue.code === 'invalid_type' ? 'A run record needs a run_id, as text.' : issue.message;
  return [{ path: pointer(path), detail, code: issue.code }];
}

function pointer(path: PropertyKey[]): string {
  return path.map((part) => `/${pointerPart(String(part))}`).join('');
}

function isRecord(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two edits turn one word into the other; enough to recognise a slip of the pen. */
function distanceAtMostTwo(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return (row[b.length] as number) <= 2;
}
