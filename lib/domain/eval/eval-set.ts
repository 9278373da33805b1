// Eval sets as lists and pages show them.
import { z } from 'zod';
import type { Json } from '@/lib/domain/run/run';

export const EVAL_CASE_STATES = ['candidate', 'approved', 'rejected', 'superseded'] as const;
export type EvalCaseState = (typeof EVAL_CASE_STATES)[number];

export interface EvalVersionSummary {
  version: number;
  /** SHA-256 of the downloaded file, hex. */
  sha256: string;
  cases: number;
  note: string;
  createdBy: string;
  createdAt: string;
}

export interface EvalSetSummary {
  setId: string;
  name: string;
  description: string;
  createdAt: string;
  candidates: number;
  approved: number;
  rejected: number;
  newestVersion: EvalVersionSummary | null;
}

export interface EvalCaseRow {
  caseId: string;
  set: string;
  runId: string;
  decisionId: string;
  state: EvalCaseState;
  sha256: string;
  createdBy: string;
  createdAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
  isSelfApproved: boolean;
  /** The body as it is downloaded; its shape is in eval-case.ts. */
  body: Json;
}

export const evalCaseQuerySchema = z.strictObject({
  version: z.coerce.number().int().min(1).optional().describe('Cases of a published version, in its order; without it the living set'),
  state: z
    .enum([...EVAL_CASE_STATES, 'all'])
    .optional()
    .describe('Of the living set; default: all for JSON, approved for NDJSON'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).optional(),
});
export type EvalCaseQuery = z.infer<typeof evalCaseQuerySchema>;

export const publishSchema = z.strictObject({ note: z.string().max(2000).default('') });
