// How much each feature of a step speaks for it being the cause, and the sentence that says so.
// A conditional logit over the steps of a run, ridge 1, fitted on the 28 runs of the tuning half of Who&When
// (`npx tsx bench/explain-whoandwhen.ts --fit` prints it again). `failed`, `flagged`, `atLayer` and `unsupported` occur in
// none of those runs (they have no findings) and are set by judgement. Measured on the same half and left out, because they did not help: repeated steps, agreement without a
// check, the last word, the agent with most turns, how often later steps take up the words of a step,
// the step before the first change of plan or objection, length. Figures that the last tool result does not have helped on that half
// and not on the other (docs/benchmarks.md).
import type { SuspectFeature } from './suspect-features';

export const RIDGE = 1;

/** In log-odds for a value of 1. */
export const SUSPECT_WEIGHTS: Record<SuspectFeature, number> = {
  failed: 2,
  flagged: 1.5,
  atLayer: 1.5,
  unsupported: 2,
  newFigures: 1.3,
  reachesOutput: 0.25,
  guesses: 0.79,
  failsNext: 0.65,
  objectedTo: 0.4,
  planChangesAfter: 0.52,
  writesCode: 0.51,
  afterFailure: -0.62,
  firstWord: 0.35,
  early: -0.4,
  saysLittle: -0.66,
  decides: 0.69,
};

export const BY_JUDGEMENT: readonly SuspectFeature[] = ['failed', 'flagged', 'atLayer', 'unsupported'];

/** Sentences for reasons; features without one shift the order and are no reason to show. */
export const SUSPECT_SENTENCES: Partial<Record<SuspectFeature, (seen: readonly string[]) => string>> = {
  failed: ([error]) => (error ? `It failed: ${error}` : 'It failed, and no later attempt made it good.'),
  flagged: ([detail]) => `A check says of it: ${detail}`,
  atLayer: ([title]) => `It is a step of the layer that the answers blame (${title}).`,
  unsupported: (seen) => `What no source supports appears here first: ${seen.join(', ')}.`,
  newFigures: (seen) => `Brings in figures that stand nowhere before it: ${seen.join(', ')}.`,
  reachesOutput: (seen) => `Words of the final answer appear here first: ${seen.join(', ')}.`,
  guesses: ([word]) => `Rests on something that was not looked up (“${word}”).`,
  failsNext: ([name]) => `What it asks ${name} to do fails or comes back empty.`,
  objectedTo: ([agent, word]) => `${agent} objects right after it (“${word}”).`,
  planChangesAfter: ([agent, word]) => `${agent} changes the plan right after it (“${word}”).`,
  writesCode: () => 'It writes the code that the rest goes by.',
  firstWord: () => 'It is the first decision: everything after it builds on it.',
};

/** True of some step of nearly every run: alone they are no reason to name a step. */
export const WEAK_ALONE: readonly SuspectFeature[] = ['firstWord', 'reachesOutput', 'writesCode'];
