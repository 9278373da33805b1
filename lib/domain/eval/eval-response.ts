// Eval sets, cases, versions and their differences as the API gives them.
import { z } from 'zod';
import { EVAL_CASE_STATES, type EvalCaseRow, type EvalSetSummary, type EvalVersionSummary } from './eval-set';
import type { EvalVersionDiff } from './eval-version';
import { micros } from '@/lib/domain/queue-response';

const text = z.string().nullable();

export const evalVersionSchema = z
  .object({
    version: z.int(),
    sha256: z.string().describe('Of the NDJSON file of this version'),
    cases: z.int(),
    note: z.string(),
    created_by: z.string(),
    created_at: z.string(),
  })
  .meta({ id: 'EvalVersion' });
export const evalVersionListSchema = z.object({ versions: z.array(evalVersionSchema) });

export const evalSetSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    created_at: z.string(),
    candidates: z.int(),
    approved: z.int(),
    rejected: z.int(),
    newest_version: evalVersionSchema.nullable(),
  })
  .meta({ id: 'EvalSet' });
export const evalSetListSchema = z.object({ eval_sets: z.array(evalSetSchema) });

export const evalCaseSchema = z
  .object({
    case_id: z.string(),
    set: z.string(),
    run_id: z.string(),
    decision_id: z.string(),
    state: z.enum(EVAL_CASE_STATES),
    sha256: z.string(),
    created_by: z.string(),
    created_at: z.string(),
    approved_by: text,
    approved_at: text,
    self_approved: z.boolean(),
    case: z.unknown().describe('Input, context, expectations, review outcome and lineage: the line of the file'),
  })
  .meta({ id: 'EvalCase' });
export const evalCaseListSchema = z.object({ cases: z.array(evalCaseSchema), next_cursor: text });

const named = z.object({ case_id: z.string(), run_id: z.string() });
export const evalDiffSchema = z.object({
  added: z.array(named),
  removed: z.array(named),
  unchanged: z.int(),
  changed: z.array(
    z.object({
      run_id: z.string(),
      from_case_id: z.string(),
      to_case_id: z.string(),
      changes: z.array(z.object({ path: z.string(), kind: z.string(), left: z.unknown(), right: z.unknown() })),
    }),
  ),
});

export function evalVersionResponse({
  version,
  sha256,
  cases,
  note,
  createdBy,
  createdAt,
}: EvalVersionSummary): z.input<typeof evalVersionSchema> {
  return { version, sha256, cases, note, created_by: createdBy, created_at: micros(createdAt) };
}

export function evalSetResponse({
  name,
  description,
  createdAt,
  candidates,
  approved,
  rejected,
  newestVersion,
}: EvalSetSummary): z.input<typeof evalSetSchema> {
  return {
    name,
    description,
    created_at: micros(createdAt),
    candidates,
    approved,
    rejected,
    newest_version: newestVersion && evalVersionResponse(newestVersion),
  };
}

export function evalCaseResponse(row: EvalCaseRow): z.input<typeof evalCaseSchema> {
  return {
    case_id: row.caseId,
    set: row.set,
    run_id: row.runId,
    decision_id: row.decisionId,
    state: row.state,
    sha256: row.sha256,
    created_by: row.createdBy,
    created_at: micros(row.createdAt),
    approved_by: row.approvedBy,
    approved_at: row.approvedAt === null ? null : micros(row.approvedAt),
    self_approved: row.isSelfApproved,
    case: row.body,
  };
}

export function evalDiffResponse({ added, removed, changed, unchanged }: EvalVersionDiff): z.input<typeof evalDiffSchema> {
  const shown = ({ caseId, runId }: { caseId: string; runId: string }) => ({ case_id: caseId, run_id: runId });
  return {
    added: added.map(shown),
    removed: removed.map(shown),
    unchanged,
    changed: changed.map(({ runId, fromCaseId, toCaseId, changes }) => ({
      run_id: runId,
      from_case_id: fromCaseId,
      to_case_id: toCaseId,
      changes,
    })),
  };
}

export const evalDiffQuerySchema = z.strictObject({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });
