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
  return [...likeliestSuspects(steps, context)];
}

/** The same one by one: reasons are put into words only for those that are asked for. */
export function* likeliestSuspects(steps: readonly SuspectStep[], context: SuspectContext): Generator<Suspect> {
  const measures = suspectMeasures(steps, context);
  const scores = measures.map(suspicion);
  const highest = scores.reduce((most, score) => Math.max(most, score), 0);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - highest), 0);
  const order = scores.map((_, at) => at).sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  for (const at of order) {
    const [{ stepId, name, agent }, score] = [steps[at] as SuspectStep, scores[at] as number];
    yield { stepId, name, agent, score, share: Math.exp(score - highest) / total, reasons: reasonsOf(measures[at] as SuspectMeasures) };
  }
}

function suspicion({ values }: SuspectMeasures): number {
  return SUSPECT_FEATURES.reduce((sum, feature) => sum + SUSPECT_WEIGHTS[feature] * values[feature], 0);
}

function reasonsOf({ values, seen }: SuspectMeasures): SuspectReason[] {
  const words = seen();
  return SUSPECT_FEATURES.flatMap((feature): SuspectReason[] => {
    const sentence = SUSPECT_SENTENCES[feature];
    const weight = SUSPECT_WEIGHTS[feature] * values[feature];
    return sentence && weight >= LEAST_REASON ? [{ feature, text: sentence(words[feature] ?? []), weight }] : [];
  })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, SHOWN_REASONS);
}
