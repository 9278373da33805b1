// The runs of a batch, each once: what several entries say of one run is united as it would be in the database.
import 'server-only';
import { mergeRunFacts } from '@/lib/domain/merge-run-facts';
import { mergeSteps } from '@/lib/domain/merge-step';
import { preferredSource } from '@/lib/domain/preferred-source';
import type { CanonicalRun, CanonicalStep } from '@/lib/domain/run/run';

/** One entry per run, sorted by id, which is the order in which rows are locked. Of whole runs with one id the last stays. */
export function distinctRuns(runs: readonly CanonicalRun[]): CanonicalRun[] {
  const byId = new Map<string, CanonicalRun>();
  for (const run of runs) {
    const known = byId.get(run.runId);
    byId.set(run.runId, !known || (run.isWhole && known.isWhole) ? withDistinctSteps(run) : united(known, withDistinctSteps(run)));
  }
  return [...byId.values()].sort((a, b) => (a.runId < b.runId ? -1 : 1));
}

function united(a: CanonicalRun, b: CanonicalRun): CanonicalRun {
  const { facts, ranks } = mergeRunFacts({ facts: a.facts, ranks: a.factRanks ?? {} }, { facts: b.facts, ranks: b.factRanks ?? {} });
  const source = preferredSource(a.source, b.source);
  const reread = a.reread ?? b.reread ?? sameStep;
  return {
    runId: a.runId,
    source,
    isWhole: a.isWhole && b.isWhole,
    facts,
    factRanks: ranks,
    steps: distinctSteps([...a.steps, ...b.steps], reread),
    reread,
    records: { ...a.records, ...b.records },
    aliases: [...a.aliases, ...b.aliases],
    scores: [...(a.scores ?? []), ...(b.scores ?? [])],
  };
}

function withDistinctSteps(run: CanonicalRun): CanonicalRun {
  return { ...run, steps: distinctSteps(run.steps, run.reread ?? sameStep) };
}

/** Sorted, so that two batches insert into the index in one order. */
function distinctSteps(steps: readonly CanonicalStep[], reread: (step: CanonicalStep) => CanonicalStep): CanonicalStep[] {
  const byId = new Map<string, CanonicalStep>();
  for (const step of steps) {
    const known = byId.get(step.stepId);
    byId.set(step.stepId, known ? reread(mergeSteps(known, step)) : step);
  }
  return [...byId.values()].sort((a, b) => (a.stepId < b.stepId ? -1 : 1));
}

export function sameStep(step: CanonicalStep): CanonicalStep {
  return step;
}
