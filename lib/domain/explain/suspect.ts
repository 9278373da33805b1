// A step that may be the cause, with the reasons for suspecting it.

export interface SuspectReason {
  /** The feature of `suspect-weights.ts` that speaks. */
  feature: string;
  /** A sentence with the numbers in it. */
  text: string;
  /** What it adds to the score. */
  weight: number;
}

export interface Suspect {
  stepId: string;
  name: string;
  /** Who took the step: an agent, a tool or a model by name. */
  agent: string;
  /** In log-odds against the other steps of the run; only the order has a meaning. */
  score: number;
  /** Probability among the steps of this run, by the fitted weights, in [0, 1]. */
  share: number;
  /** The strongest first, at most four. */
  reasons: SuspectReason[];
}
