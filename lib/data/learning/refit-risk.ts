// Refits a project's risk from its verdicts: when it is asked for, how a version is made, and whether it takes force by itself.
import 'server-only';
import { isEnough, MIN_FOR_HISTORY } from '@/lib/domain/learning/fit-ranking';
import { refit } from '@/lib/domain/learning/refit';
import { type RiskModelBody, riskModelBodySchema } from '@/lib/domain/learning/risk-model';
import { type Actor, can } from '@/lib/domain/policy';
import { readProjectSettings } from '@/lib/domain/project-settings';
import { conflict, forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { enqueueJob } from '@/lib/data/jobs';
import { actorId } from '@/lib/data/people/members';
import { chooseRiskModel, lockProject } from './risk-model-force';
import { type LoadedVerdicts, loadVerdicts } from './risk-verdicts';
import { appendTrail } from '@/lib/data/trail/trail';

/** So many decisions after the last refit ask for the next one; fewer are left to the day. */
const EVERY = 10;
/** At most one refit by itself in this time. */
const INTERVAL_MS = 60_000;
const DAY_MS = 86_400_000;
const TIMEOUT_MS = 120_000;

/** Who asked; null when the product did by itself. */
export interface RefitAsker {
  actorId: string;
  name: string;
}

/** In the transaction of a decision: asks for a refit once enough decisions have come since the last one. */
export async function requestRefitAfterDecision(tx: Tx, projectId: string): Promise<void> {
  if ((await countSince(tx, projectId, EVERY)) < EVERY) return;
  const interval = Math.floor(Date.now() / INTERVAL_MS);
  await enqueueJob(
    tx,
    'refit-risk',
    { projectId },
    { key: `refit-risk:${projectId}:${interval}`, runAt: new Date((interval + 1) * INTERVAL_MS) },
  );
}

/** Once a day where any decision came since the last refit. */
export async function requestDailyRefit(projectId: string): Promise<void> {
  await withProject(projectId, async (tx) => {
    const last = await tx.riskModel.findFirst({ where: { projectId }, orderBy: { version: 'desc' }, select: { createdAt: true } });
    if (last && last.createdAt.getTime() > Date.now() - DAY_MS) return;
    if ((await countSince(tx, projectId, 1)) > 0) await enqueueJob(tx, 'refit-risk', { projectId }, { key: `refit-risk:${projectId}` });
  });
}

/** Asks the worker for a refit now. Throws 409 `too_few_verdicts`, and `nothing_new` when the newest version has seen all verdicts. */
export async function requestRefit(actor: Actor): Promise<void> {
  if (!can(actor, 'risk.edit')) throw forbidden('refit the risk');
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const loaded = await loadVerdicts(tx, projectId);
    if (!loaded || !isEnough(loaded.runs, MIN_FOR_HISTORY)) {
      const { verdicts, ofEach } = MIN_FOR_HISTORY;
      throw conflict(
        'too_few_verdicts',
        `There are ${loaded?.runs.length ?? 0} decided runs; a refit needs ${verdicts}, at least ${ofEach} of them approved and ${ofEach} changed.`,
        { verdicts: loaded?.runs.length ?? 0, needed: verdicts },
      );
    }
    if (await isSeen(tx, projectId, loaded))
      throw conflict('nothing_new', 'The newest version has seen every verdict there is. Decide more runs first.');
    const by: RefitAsker = { actorId: actorId(actor) ?? '', name: actor.name };
    await enqueueJob(tx, 'refit-risk', { projectId, by }, { key: `refit-risk:${projectId}` });
  });
}

/** Makes the next version. Answers its number, or null when there are too few verdicts or nothing new. Idempotent. */
export async function refitRisk(projectId: string, by: RefitAsker | null): Promise<number | null> {
  const loaded = await withProject(projectId, (tx) => loadVerdicts(tx, projectId), { timeoutMs: TIMEOUT_MS });
  if (!loaded || !isEnough(loaded.runs, MIN_FOR_HISTORY)) return null;
  if (await withProject(projectId, (tx) => isSeen(tx, projectId, loaded))) return null;
  // Fitting takes seconds: outside of any transaction.
  const body = riskModelBodySchema.parse(refit(loaded));
  return withProject(projectId, (tx) => storeVersion(tx, projectId, loaded, body, by));
}

async function storeVersion(
  tx: Tx,
  projectId: string,
  loaded: LoadedVerdicts,
  body: RiskModelBody,
  by: RefitAsker | null,
): Promise<number | null> {
  await lockProject(tx, projectId);
  if (await isSeen(tx, projectId, loaded)) return null;
  const newest = await tx.riskModel.findFirst({ where: { projectId }, orderBy: { version: 'desc' }, select: { version: true } });
  const version = (newest?.version ?? 0) + 1;
  const at = new Date();
  await tx.riskModel.create({
    data: {
      projectId,
      version,
      baseVersion: body.base_version,
      verdicts: body.verdicts.runs,
      changed: body.verdicts.changed,
      judgement: body.judgement,
      watermarkAt: loaded.watermark.at,
      watermarkEvent: loaded.watermark.eventId,
      body,
      createdBy: by?.actorId ?? null,
      createdByName: by?.name ?? 'Countersign',
      createdAt: at,
    },
  });
  const { settings } = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { settings: true } });
  const takesForce = body.judgement === 'better' && readProjectSettings(settings).activateRefits;
  const chosen = takesForce
    ? await chooseRiskModel(tx, projectId, version, { actorId: null, name: 'Countersign', reason: 'better on verdicts it had not seen' })
    : null;
  await appendTrail(tx, projectId, [
    {
      type: 'risk_model.refitted',
      at,
      actorId: by?.actorId ?? null,
      facts: {
        version,
        base_version: body.base_version,
        verdicts: body.verdicts.runs,
        changed: body.verdicts.changed,
        judgement: body.judgement,
        last_event: loaded.watermark.eventId,
      },
    },
    ...(chosen ? [chosen] : []),
  ]);
  return version;
}

async function isSeen(tx: Tx, projectId: string, { watermark, baseVersion }: LoadedVerdicts): Promise<boolean> {
  const newest = await tx.riskModel.findFirst({
    where: { projectId },
    orderBy: { version: 'desc' },
    select: { watermarkEvent: true, baseVersion: true },
  });
  return newest?.watermarkEvent === watermark.eventId && newest.baseVersion === baseVersion;
}

/** Decisions after the newest version's last one, up to `limit`. */
async function countSince(tx: Tx, projectId: string, limit: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT FROM review_event e WHERE e.project_id = ${projectId}::uuid AND e.verb IN ('submit', 'amend')
        AND e.at > coalesce((SELECT max(m.watermark_at) FROM risk_model m WHERE m.project_id = ${projectId}::uuid), '-infinity')
      ORDER BY e.at LIMIT ${limit}) decided`;
  return row?.n ?? 0;
}
