// A version of what a project has learnt from its verdicts: stored whole, never changed, applied to every new run while in force.
import { z } from 'zod';
import { factorSchema } from './risk-basis';

export const historyTermSchema = z.object({
  factor: factorSchema,
  key: z.string(),
  n: z.int(),
  changed: z.int(),
  term: z.number(),
  low: z.number(),
  high: z.number(),
});

const reliabilityBinSchema = z.object({
  predicted: z.number(),
  changed: z.number(),
  low: z.number(),
  high: z.number(),
  verdicts: z.int(),
  share: z.number(),
});

/** Of the order of a queue, over all verdicts. `log_loss` has the level of these verdicts on both sides, so it compares what was learnt. */
export const rankingFiguresSchema = z.object({
  auroc: z.number(),
  average_precision: z.number(),
  found20: z.number(),
  log_loss: z.number(),
});
export type RankingFigures = z.infer<typeof rankingFiguresSchema>;

/** Of probabilities, over the verdicts that stand for all runs. */
export const probabilityFiguresSchema = z.object({ brier: z.number(), ece: z.number(), bins: z.array(reliabilityBinSchema) });
export type ProbabilityFigures = z.infer<typeof probabilityFiguresSchema>;

const beforeAndAfter = <S extends z.ZodType>(schema: S) => z.object({ before: schema, after: schema });

/** Against the shipped model. `better`: may take force by itself. `unclear`: a person may put it in force. `worse`: nobody may. */
export const refitJudgementSchema = z.enum(['better', 'unclear', 'worse']);
export type RefitJudgement = z.infer<typeof refitJudgementSchema>;

export const refitFiguresSchema = z.object({
  folds: z.int(),
  ranking: beforeAndAfter(rankingFiguresSchema),
  /** Log-loss after minus before, a verdict: below zero is better. */
  log_loss_change: z.object({ mean: z.number(), low: z.number(), high: z.number() }),
  probabilities: beforeAndAfter(probabilityFiguresSchema).nullable(),
});
export type RefitFigures = z.infer<typeof refitFiguresSchema>;

export const riskModelBodySchema = z.object({
  /** Versions of the shipped models whose scores it was learnt on, with spaces between: one for prose, one for the rest. */
  base_version: z.string(),
  verdicts: z.object({
    runs: z.int(),
    changed: z.int(),
    /** Runs whose reviewers disagreed; the last decision counts. */
    disagreeing: z.int(),
    claims_right: z.int(),
    claims_wrong: z.int(),
  }),
  history: z.array(historyTermSchema),
  weights: z
    .object({
      slope: z.number(),
      centre: z.number(),
      groups: z.array(z.object({ feature: z.string(), weight: z.number(), centre: z.number() })),
    })
    .nullable(),
  calibration: z
    .object({
      offset: z.number(),
      slope: z.number(),
      low: z.number(),
      high: z.number(),
      verdicts: z.int(),
      effective: z.number(),
    })
    .nullable(),
  /** Why there is no calibration, in words. */
  calibration_gap: z.string().nullable(),
  coverage: z.number(),
  figures: refitFiguresSchema,
  judgement: refitJudgementSchema,
});
export type RiskModelBody = z.infer<typeof riskModelBodySchema>;

/** The part that scores runs, with its number. */
export interface ProjectRiskModel extends Pick<RiskModelBody, 'base_version' | 'history' | 'weights' | 'calibration'> {
  version: number;
}

/** Version of the shipped model, and of the project's behind it: `countersign@2+p3`. */
export function modelVersion(baseVersion: string, project: number): string {
  return project === 0 ? baseVersion : `${baseVersion}+p${project}`;
}

/** Of the version on a score, the shipped model's part. */
export const baseVersionOf = (version: string): string => version.replace(/\+p\d+$/u, '');

/** The newest version of each model, `versions` being those of runs from the newest on: `countersign-sentences@2 countersign-terms@3`. */
export function currentBase(versions: readonly string[]): string {
  const newest = new Map<string, string>();
  for (const version of versions.map(baseVersionOf)) {
    const name = version.split('@')[0] ?? version;
    if (!newest.has(name)) newest.set(name, version);
  }
  return [...newest.values()].sort().join(' ');
}

export const isOfBase = (baseVersion: string, version: string): boolean => baseVersion.split(' ').includes(version);
