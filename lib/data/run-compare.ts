// Compares two runs of a project.
import 'server-only';
import type { Actor } from '@/lib/domain/policy';
import { compareRuns, type RunComparison } from '@/lib/domain/run/run-compare';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { getRun } from './run-detail';

export interface ComparedRuns {
  left: RunDetail;
  right: RunDetail;
  comparison: RunComparison;
}

/** Throws `not_found` when either is absent. */
export async function getComparison(actor: Actor, runId: string, otherId: string): Promise<ComparedRuns> {
  const left = await getRun(actor, runId);
  const right = await getRun(actor, otherId);
  const side = ({ record, claims, originalOutput }: RunDetail) => ({ record, claims, output: originalOutput });
  return { left, right, comparison: compareRuns(side(left), side(right)) };
}
