// Which version of a project's risk model is in force, for whoever scores runs, and how another one takes its place.
import 'server-only';
import { type ProjectRiskModel, riskModelBodySchema } from '@/lib/domain/learning/risk-model';
import type { Tx } from '@/lib/data/database';
import { enqueueJob } from '@/lib/data/jobs';
import type { TrailRecord } from '@/lib/data/trail/trail';

export interface RiskModelInForce {
  /** Counts the choices; a score is of the choice that it was made under. */
  choice: number;
  /** Null: the shipped model alone. */
  model: ProjectRiskModel | null;
}

export async function riskModelInForce(tx: Tx, projectId: string): Promise<RiskModelInForce> {
  const chosen = await tx.riskModelChoice.findFirst({
    where: { projectId },
    orderBy: { seq: 'desc' },
    select: { seq: true, version: true },
  });
  if (!chosen) return { choice: 0, model: null };
  if (chosen.version === 0) return { choice: chosen.seq, model: null };
  const row = await tx.riskModel.findUniqueOrThrow({
    where: { projectId_version: { projectId, version: chosen.version } },
    select: { body: true },
  });
  const { base_version, history, weights, calibration } = riskModelBodySchema.parse(row.body);
  return { choice: chosen.seq, model: { version: chosen.version, base_version, history, weights, calibration } };
}

export interface RiskModelChooser {
  /** Null for the product itself. */
  actorId: string | null;
  name: string;
  reason: string;
}

/**
 * Puts a version in force from now on, and asks for open items to be scored by it. The project's row must be locked. Answers what
 * the trail has to say; null when the version is in force already.
 */
export async function chooseRiskModel(tx: Tx, projectId: string, version: number, by: RiskModelChooser): Promise<TrailRecord | null> {
  const before = await tx.riskModelChoice.findFirst({ where: { projectId }, orderBy: { seq: 'desc' } });
  if ((before?.version ?? 0) === version) return null;
  const at = new Date();
  await tx.riskModelChoice.create({
    data: { projectId, seq: (before?.seq ?? 0) + 1, version, actorId: by.actorId, actorName: by.name, reason: by.reason, at },
  });
  await enqueueJob(tx, 'rescore-runs', { projectId }, { key: `rescore-runs:${projectId}` });
  const isBack = version < (before?.version ?? 0);
  return {
    type: isBack ? 'risk_model.rolled_back' : 'risk_model.activated',
    at,
    actorId: by.actorId,
    facts: { version, before: before?.version ?? 0 },
    ...(by.reason === '' ? {} : { committed: { reason: by.reason } }),
  };
}

/** One at a time: versions and choices are counted. */
export async function lockProject(tx: Tx, projectId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR UPDATE`;
}
