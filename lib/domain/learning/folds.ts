// Which verdicts are held back together when a fit is measured on what it has not seen.
import { createHash } from 'node:crypto';
import type { LabelledRun } from './fit-ranking';

export const FOLDS = 10;

/**
 * A fold for each run, always the same. Runs of one conversation or question stay together; one that is more than a fold's share of all
 * verdicts (one instruction over many documents, say) cannot tell runs apart and is not looked at.
 */
export function foldsOf(runs: readonly Pick<LabelledRun, 'runId' | 'foldKey'>[]): number[] {
  const sizes = new Map<string, number>();
  for (const { foldKey } of runs) sizes.set(foldKey, (sizes.get(foldKey) ?? 0) + 1);
  const groups = runs.map(({ runId, foldKey }) => ((sizes.get(foldKey) ?? 0) > runs.length / FOLDS ? `run ${runId}` : `key ${foldKey}`));
  // Dealt out in the order of their hashes, so that folds are about equally large however few groups there are.
  const dealt = [...new Set(groups)]
    .map((group) => ({ group, hash: createHash('sha256').update(group).digest('hex') }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const foldOf = new Map(dealt.map(({ group }, index) => [group, index % FOLDS]));
  return groups.map((group) => foldOf.get(group) ?? 0);
}
