// What a project's model reads of one checked run: the score of the shipped model, its terms summed by group, and whose run it was.
import { z } from 'zod';
import type { RiskScore, RiskTerm } from '@/lib/domain/evidence';

/** What a run's history is kept by. The model that wrote an answer enters a judgement here and nowhere else. */
export const FACTORS = ['route', 'prompt', 'model', 'template'] as const;
export type Factor = (typeof FACTORS)[number];
export const factorSchema = z.enum(FACTORS);

export const riskBasisSchema = z.object({
  /** Of the shipped model's score, in log-odds. */
  logit: z.number(),
  /** Sums of contributions: `claim:numbers` over the two riskiest claims, `run:checks` over the run's own terms. */
  groups: z.record(z.string(), z.number()),
  keys: z.partialRecord(factorSchema, z.string()),
});
export type RiskBasis = z.infer<typeof riskBasisSchema>;

/** Of a run's facts, what its keys are made of. */
export interface KeyFacts {
  route?: string | null | undefined;
  promptId?: string | null | undefined;
  promptVersion?: string | null | undefined;
  modelName?: string | null | undefined;
}

/** Longer names are cut: a key is shown to people and kept with every version. */
const MAX_KEY = 200;
/** As many claims as the run's own score listens to. */
const WORST = 2;
const BOUND = 0.0001;

export function riskBasis(
  risk: Pick<RiskScore, 'score' | 'terms'>,
  claims: readonly Pick<RiskScore, 'score' | 'terms'>[],
  keys: RiskBasis['keys'],
): RiskBasis {
  const worst = [...claims].sort((a, b) => b.score - a.score).slice(0, WORST);
  return {
    logit: logOdds(risk.score),
    groups: {
      ...sums(
        'claim',
        worst.flatMap(({ terms }) => terms),
      ),
      ...sums('run', risk.terms),
    },
    keys,
  };
}

export function basisKeys({ route, promptId, promptVersion, modelName }: KeyFacts, template: string | null): RiskBasis['keys'] {
  const prompt = promptId || promptVersion ? `${promptId ?? 'prompt'} @ ${promptVersion ?? '?'}` : null;
  const named = { route, prompt, model: modelName, template };
  return Object.fromEntries(FACTORS.flatMap((factor) => (named[factor] ? [[factor, named[factor].slice(0, MAX_KEY)]] : [])));
}

/** A score is kept to four digits, so its log-odds end at about ±9. */
export function logOdds(score: number): number {
  const bounded = Math.min(1 - BOUND, Math.max(BOUND, score));
  return Math.log(bounded / (1 - bounded));
}

export const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Bases are the same for every run, `claims` is the claims' own terms once more, and history is what is learnt here. */
function sums(level: 'claim' | 'run', terms: readonly RiskTerm[]): { [feature: string]: number } {
  const groups: { [feature: string]: number } = {};
  for (const { group, contribution } of terms) {
    if (group === 'base' || group === 'claims' || group === 'history') continue;
    const feature = `${level}:${group}`;
    groups[feature] = Number(((groups[feature] ?? 0) + contribution).toFixed(4));
  }
  return groups;
}
