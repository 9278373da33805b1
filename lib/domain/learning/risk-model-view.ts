// What a project has learnt, as people and clients see it: what is in force, the versions there are, and how far verdicts go.
import { z } from 'zod';
import { micros } from '@/lib/domain/queue-response';
import { MIN_FOR_HISTORY, MIN_FOR_WEIGHTS } from './fit-ranking';
import { type RefitJudgement, type RiskModelBody, refitJudgementSchema, riskModelBodySchema } from './risk-model';

export interface RiskModelVersion {
  version: number;
  judgement: RefitJudgement;
  /** Null when the product made it by itself. */
  createdBy: string | null;
  createdAt: string;
  body: RiskModelBody;
}
export interface RiskModelChoiceView {
  version: number;
  /** Name of who chose. */
  by: string;
  isAutomatic: boolean;
  reason: string;
  at: string;
}
/** Verdicts on runs that the version in force had scored before anybody decided them: nothing was learnt from these. */
export interface SinceInForce {
  verdicts: number;
  changed: number;
  /** AUROC of the score that reviewers saw, and of the shipped model's for the same runs; null without both outcomes. */
  auroc: { learnt: number; shipped: number } | null;
}
export interface RiskModelView {
  /** The newest choice; null while nothing was ever put in force. */
  inForce: RiskModelChoiceView | null;
  /** Null while the shipped model alone is in force. */
  since: SinceInForce | null;
  model: RiskModelVersion | null;
  /** Newest first. */
  versions: RiskModelVersion[];
  choices: RiskModelChoiceView[];
  verdicts: { runs: number; changed: number };
  activatesRefits: boolean;
}

export const activateRiskModelSchema = z.strictObject({
  version: z.int().min(0).describe('A version of the list; 0 is the shipped model alone'),
  reason: z.string().trim().max(2000).default('').describe('Kept with the choice, committed to in the trail'),
});

const versionSchema = z
  .object({
    version: z.int(),
    judgement: refitJudgementSchema.describe('better: may take force by itself; unclear: by a person; worse: not at all'),
    created_by: z.string().nullable().describe('Null: the product by itself'),
    created_at: z.string(),
    learnt: riskModelBodySchema,
  })
  .meta({ id: 'RiskModelVersion' });

export const riskModelResponseSchema = z
  .object({
    in_force: z.object({
      version: z.int().describe('0 is the shipped model alone'),
      since: z.string().nullable(),
      by: z.string().nullable(),
      automatic: z.boolean(),
      reason: z.string(),
      verdicts_since: z
        .object({ runs: z.int(), changed: z.int(), auroc: z.number().nullable(), auroc_shipped: z.number().nullable() })
        .nullable()
        .describe('On runs that this version had scored before they were decided, beside the shipped score of the same runs'),
    }),
    verdicts: z.object({
      runs: z.int().describe('Decided runs'),
      changed: z.int().describe('Of these corrected or rejected'),
      needed_for_history: z.int(),
      needed_for_weights: z.int(),
    }),
    activates_refits: z.boolean().describe('Whether a better refit takes force by itself'),
    versions: z.array(versionSchema).describe('Newest first, at most 50'),
  })
  .meta({ id: 'RiskModel' });

export function riskModelResponse({
  inForce,
  since,
  verdicts,
  activatesRefits,
  versions,
}: RiskModelView): z.infer<typeof riskModelResponseSchema> {
  return {
    in_force: {
      version: inForce?.version ?? 0,
      since: inForce ? micros(inForce.at) : null,
      by: inForce?.by ?? null,
      automatic: inForce?.isAutomatic ?? false,
      reason: inForce?.reason ?? '',
      verdicts_since: since && {
        runs: since.verdicts,
        changed: since.changed,
        auroc: since.auroc?.learnt ?? null,
        auroc_shipped: since.auroc?.shipped ?? null,
      },
    },
    verdicts: {
      ...verdicts,
      needed_for_history: MIN_FOR_HISTORY.verdicts,
      needed_for_weights: MIN_FOR_WEIGHTS.verdicts,
    },
    activates_refits: activatesRefits,
    versions: versions.map(({ version, judgement, createdBy, createdAt, body }) => ({
      version,
      judgement,
      created_by: createdBy,
      created_at: micros(createdAt),
      learnt: body,
    })),
  };
}
