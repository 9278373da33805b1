// Runs that were asked the same or nearly the same, and which of them tells most about a run.
import type { RunSummary } from '@/lib/domain/run/run-summary';

export const SIBLING_FIELDS = [
  ['prompt_version', 'promptVersion'],
  ['model_name', 'modelName'],
  ['route', 'route'],
  ['release', 'release'],
] as const;
export type SiblingField = (typeof SIBLING_FIELDS)[number][0];

export interface RunSibling {
  run: RunSummary;
  /** 1 is the same input (case, space and punctuation aside), below it the share of pieces of text in common. */
  likeness: number;
  /** Which of these differ from the run that was asked about; empty for a plain repetition. */
  differs: SiblingField[];
}

/** Below this an input is another one. */
export const NEAR_INPUT = 0.55;

export function siblingOf(own: RunSummary, run: RunSummary, likeness: number): RunSibling {
  return { run, likeness, differs: SIBLING_FIELDS.filter(([, field]) => run[field] !== own[field]).map(([name]) => name) };
}

/**
 * The most telling first: another prompt version, model or route; then the same input before near-same ones; then those where the
 * least else differs, because what differs alone is the first suspect; then another outcome of review; then the nearest input and time.
 */
export function bySayingMost(own: RunSummary): (a: RunSibling, b: RunSibling) => number {
  const startedMs = Date.parse(own.startedAt);
  const rank = ({ run, likeness, differs }: RunSibling) => [
    Number(!differs.some((field) => field !== 'release')),
    Number(likeness < 1),
    differs.filter((field) => field !== 'release').length,
    Number(!differs.includes('prompt_version')),
    Number(run.reviewOutcome === own.reviewOutcome),
    -likeness,
    Math.abs(Date.parse(run.startedAt) - startedMs),
  ];
  return (a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, place) => value !== right[place]);
    return at === -1 ? (a.run.runId < b.run.runId ? -1 : 1) : (left[at] as number) - (right[at] as number);
  };
}
