// Verdicts with a known truth, for tests: what a fit should find is what was put in. The same seed gives the same verdicts.
import type { LabelledRun } from './fit-ranking';
import { probability, type RiskBasis } from './risk-basis';

export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Box and Muller. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export interface Truth {
  /** Added to the log-odds of every run. */
  level?: number;
  /** Effect in log-odds by key of the factor. */
  route?: { [key: string]: number };
  model?: { [key: string]: number };
  /** What a unit of the group feature `run:checks` adds; the shipped model counts it as 1 in its score. */
  checks?: number;
}

/** Runs whose text score is normal around −0.5; keys are drawn evenly and apart from each other. */
export function simulateVerdicts(count: number, truth: Truth, random: () => number): LabelledRun[] {
  return Array.from({ length: count }, (_, index) => {
    const checks = truth.checks === undefined ? 0 : random() < 0.4 ? 1 : 0;
    const logit = -0.5 + 1.2 * normal(random);
    const keys: RiskBasis['keys'] = {};
    let odds = (truth.level ?? 0) + logit + (truth.checks ?? 0) * checks;
    for (const factor of ['route', 'model'] as const) {
      const effects = Object.entries(truth[factor] ?? {});
      const drawn = effects[Math.floor(random() * effects.length)];
      if (!drawn) continue;
      keys[factor] = drawn[0];
      odds += drawn[1];
    }
    const basis: RiskBasis = { logit, groups: checks ? { 'run:checks': checks } : {}, keys };
    return { runId: `R-${index}`, isBad: random() < probability(odds), basis, foldKey: `q-${index}` };
  });
}
