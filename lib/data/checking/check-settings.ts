// What a project makes of the codes of checks: the settings in force, and how a change is saved as a new version.
import 'server-only';
import { findingCodes } from '@/lib/checks/registry';
import { ENGINE_CODES } from '@/lib/checks/engine-codes';
import { type CheckSettings, type CheckSettingVersion, checkChangeSchema } from '@/lib/domain/check-setting';
import type { Severity } from '@/lib/domain/evidence';
import { type Actor, can } from '@/lib/domain/policy';
import { conflict, forbidden, invalid, notFound } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { actorId } from '@/lib/data/people/members';
import { enqueueJob } from '@/lib/data/jobs';
import { redactValue } from '@/lib/data/privacy/redactor';
import { readInput } from '@/lib/data/read-input';
import { appendTrail } from '@/lib/data/trail/trail';

export interface SettingsInForce {
  /** 0: nothing was ever changed. */
  version: number;
  settings: CheckSettings;
}

export async function checkSettingsInForce(tx: Tx, projectId: string): Promise<SettingsInForce> {
  const rows = await newestOfEach(tx, projectId);
  return {
    version: Math.max(0, ...rows.map(({ version }) => version)),
    settings: Object.fromEntries(
      rows.map(({ code, isEnabled, severity }) => [code, { isEnabled, ...(severity === null ? {} : { severity }) }]),
    ),
  };
}

/** The change in force of each code that was ever changed. */
export async function newestOfEach(tx: Tx, projectId: string): Promise<(CheckSettingVersion & { code: string })[]> {
  const rows = await tx.$queryRaw<(Omit<CheckSettingVersion, 'at'> & { code: string; at: Date })[]>`
    SELECT DISTINCT ON (code) code, version, is_enabled AS "isEnabled", severity, reason, created_by_name AS by, created_at AS at
    FROM check_setting WHERE project_id = ${projectId}::uuid ORDER BY code, version DESC`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export interface SavedSetting extends CheckSettingVersion {
  code: string;
}

/**
 * Saves a change of one code. It holds for runs that are checked from then on; with `recheck` the worker also checks those again
 * that nobody has decided or holds. Saving what is in force already makes no version.
 */
export async function saveCheckSetting(actor: Actor, code: string, input: unknown): Promise<SavedSetting> {
  if (!can(actor, 'check.edit')) throw forbidden('change what checks say');
  const change = readInput(() => checkChangeSchema.parse(input));
  requireChangeable(code);
  const { projectId } = actor;
  const reason = await redactValue(projectId, 'note', change.reason);
  return withProject(projectId, async (tx) => {
    const rows = await newestOfEach(tx, projectId);
    const before = rows.find((row) => row.code === code);
    if (change.base_version !== undefined && change.base_version !== (before?.version ?? 0)) throw stale();
    const isSame = (before?.isEnabled ?? true) === change.is_enabled && (before?.severity ?? null) === change.severity;
    if (isSame && before) return before;
    const next = {
      version: Math.max(0, ...rows.map(({ version }) => version)) + 1,
      code,
      isEnabled: change.is_enabled,
      severity: change.severity,
      reason,
    };
    if (isSame) return { ...next, version: 0, by: actor.name, at: new Date().toISOString() };
    return record(tx, actor, next, before, change.recheck);
  });
}

async function record(
  tx: Tx,
  actor: Actor,
  next: { version: number; code: string; isEnabled: boolean; severity: Severity | null; reason: string },
  before: CheckSettingVersion | undefined,
  recheck: boolean,
): Promise<SavedSetting> {
  const { projectId } = actor;
  const at = new Date();
  const { count } = await tx.checkSetting.createMany({
    data: { projectId, ...next, createdBy: actorId(actor) ?? '', createdByName: actor.name, createdAt: at },
    skipDuplicates: true,
  });
  if (count === 0) throw stale();
  if (recheck)
    await enqueueJob(tx, 'recheck-open-runs', { projectId, code: next.code }, { key: `recheck-open-runs:${projectId}:${next.code}` });
  await appendTrail(tx, projectId, [
    {
      type: 'check.changed',
      at,
      actorId: actorId(actor),
      policyVersion: String(next.version),
      facts: {
        code: next.code,
        is_enabled: next.isEnabled,
        severity: next.severity,
        was_enabled: before?.isEnabled ?? true,
        was_severity: before?.severity ?? null,
        recheck,
      },
      ...(next.reason === '' ? {} : { committed: { reason: next.reason } }),
    },
  ]);
  return { ...next, by: actor.name, at: at.toISOString() };
}

function requireChangeable(code: string): void {
  if (ENGINE_CODES.some((known) => known.code === code))
    throw invalid(`“${code}” says what was not checked. It is always on and keeps its severity.`);
  if (!findingCodes().some((known) => known.code === code)) throw notFound('code of a check');
}

const stale = () =>
  conflict('stale_setting', 'Somebody changed the checks meanwhile. Load the page again and look at what holds now first.');
