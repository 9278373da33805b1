// The versions of a project's risk model: read with what is in force, and put in force or taken back by a person.
import 'server-only';
import { refitJudgementSchema, riskModelBodySchema } from '@/lib/domain/learning/risk-model';
import {
  activateRiskModelSchema,
  type RiskModelChoiceView,
  type RiskModelVersion,
  type RiskModelView,
} from '@/lib/domain/learning/risk-model-view';
import { type Actor, can } from '@/lib/domain/policy';
import { readProjectSettings } from '@/lib/domain/project-settings';
import { conflict, forbidden, notFound } from '@/lib/errors';
import type { RiskModel, RiskModelChoice } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { actorId } from '@/lib/data/people/members';
import { redactValue } from '@/lib/data/privacy/redactor';
import { readInput } from '@/lib/data/read-input';
import { measureSince } from './risk-model-since';
import { chooseRiskModel, lockProject } from './risk-model-force';
import { appendTrail } from '@/lib/data/trail/trail';

const LISTED = 50;

export async function getRiskModel(actor: Actor): Promise<RiskModelView> {
  if (!can(actor, 'risk.read')) throw forbidden('see what the project has learnt');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const choices = await tx.riskModelChoice.findMany({ where: { projectId }, orderBy: { seq: 'desc' }, take: LISTED });
    const rows = await tx.riskModel.findMany({ where: { projectId }, orderBy: { version: 'desc' }, take: LISTED });
    const versions = rows.map(versionOf);
    const chosen = choices[0]?.version ?? 0;
    const { settings } = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { settings: true } });
    return {
      inForce: choices[0] ? choiceOf(choices[0]) : null,
      model: chosen === 0 ? null : (versions.find(({ version }) => version === chosen) ?? (await getVersion(tx, projectId, chosen))),
      versions,
      choices: choices.map(choiceOf),
      since: chosen === 0 ? null : await measureSince(tx, projectId, chosen),
      verdicts: await countVerdicts(tx, projectId),
      activatesRefits: readProjectSettings(settings).activateRefits,
    };
  });
}

/** Throws `not_found` for a version that is not there, 409 `not_better` for one that was worse and `in_force` for the one that is. */
export async function activateRiskModel(actor: Actor, input: unknown): Promise<RiskModelView> {
  if (!can(actor, 'risk.edit')) throw forbidden('choose the risk model');
  const { version, reason: said } = readInput(() => activateRiskModelSchema.parse(input));
  const reason = await redactValue(actor.projectId, 'note', said);
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    await lockProject(tx, projectId);
    const found = version === 0 ? null : await getVersion(tx, projectId, version);
    if (found?.judgement === 'worse')
      throw conflict('not_better', `Version ${version} was worse than the shipped model on verdicts it had not seen. Choose another one.`);
    const chosen = await chooseRiskModel(tx, projectId, version, { actorId: actorId(actor), name: actor.name, reason });
    if (!chosen)
      throw conflict('in_force', version === 0 ? 'The shipped model is in force already.' : `Version ${version} is in force already.`);
    await appendTrail(tx, projectId, [chosen]);
  });
  return getRiskModel({ ...actor, scopes: [...actor.scopes, 'read'] });
}

async function getVersion(tx: Tx, projectId: string, version: number): Promise<RiskModelVersion> {
  const row = await tx.riskModel.findUnique({ where: { projectId_version: { projectId, version } } });
  if (!row) throw notFound('version of the risk model');
  return versionOf(row);
}

function versionOf({ version, judgement, createdBy, createdByName, createdAt, body }: RiskModel): RiskModelVersion {
  return {
    version,
    judgement: refitJudgementSchema.parse(judgement),
    createdBy: createdBy === null ? null : createdByName,
    createdAt: createdAt.toISOString(),
    body: riskModelBodySchema.parse(body),
  };
}

function choiceOf({ version, actorId: by, actorName, reason, at }: RiskModelChoice): RiskModelChoiceView {
  return { version, by: actorName, isAutomatic: by === null, reason, at: at.toISOString() };
}

async function countVerdicts(tx: Tx, projectId: string): Promise<RiskModelView['verdicts']> {
  const [row] = await tx.$queryRaw<{ runs: number; changed: number }[]>`
    SELECT count(DISTINCT i.run_id)::int AS runs, count(DISTINCT i.run_id) FILTER (WHERE r.review_outcome IN ('corrected', 'rejected'))::int AS changed
    FROM item i JOIN run r ON r.project_id = i.project_id AND r.project_id = ${projectId}::uuid AND r.run_id = i.run_id
    WHERE i.project_id = ${projectId}::uuid AND i.state = 'done'`;
  return row ?? { runs: 0, changed: 0 };
}
