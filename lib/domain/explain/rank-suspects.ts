// Ranks the steps of a run by how likely they are the cause: measured features, shipped weights, and the reasons in words.
import type { Suspect, SuspectReason } from './suspect';
import { SUSPECT_FEATURES, type SuspectContext, type SuspectMeasures, suspectMeasures } from './suspect-features';
import type { SuspectStep } from './suspect-step';
import { SUSPECT_SENTENCES, SUSPECT_WEIGHTS } from './suspect-weights';

const SHOWN_REASONS = 4;
/** A smaller contribution is not worth a sentence. */
const LEAST_REASON = 0.1;

/** All steps, the likeliest first; of equals the earlier one, because an error is decisive where it first enters. */
export function rankSuspects(steps: readonly SuspectStep[], context: SuspectContext): Suspect[] {
  const measures = suspectMeasures(steps, context);
  const scores = measures.map(suspicion);
  const highest = scores.reduce((most, score) => Math.max(most, score), 0);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
  return steps
    .map(({ stepId, name, agent }, at): Suspect & { at: number } => ({
      at,
      stepId,
      name,
      agent,
      score: scores[at] ?? 0,
      share: Math.exp((scores[at] ?? 0) - highest) / total,
      reasons: reasonsOf(measures[at]),
    }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ at: _, ...suspect }) => suspect);
}

function suspicion({ values }: SuspectMeasures): number {
  return SUSPECT_FEATURES.reduce((sum, feature) => sum + SUSPECT_WEIGHTS[feature] * values[feature], 0);
}

function reasonsOf(measures: SuspectMeasures | undefined): SuspectReason[] {
  if (!measures) return [];
  return SUSPECT_FEATURES.flatMap((feature): SuspectReason[] => {
    const sentence = SUSPECT_SENTENCES[feature];
    const weight = SUSPECT_WEIGHTS[feature] * measures.values[feature];
    return sentence && weight >= LEAST_REASON ? [{ feature, text: sentence(measures.seen[feature] ?? []), weight }] : [];
  })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, SHOWN_REASONS);
}
