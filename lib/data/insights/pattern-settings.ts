// Names and mutes of failure patterns: what holds, and how a change is saved as a new version.
import 'server-only';
import { type PatternSettingVersion, patternChangeSchema } from '@/lib/domain/pattern/pattern-setting';
import { type Actor, can } from '@/lib/domain/policy';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { actorId } from '@/lib/data/people/members';
import { redactValue } from '@/lib/data/privacy/redactor';
import { readInput } from '@/lib/data/read-input';
import { appendTrail } from '@/lib/data/trail/trail';

type Row = Omit<PatternSettingVersion, 'at'> & { key: string; at: Date };

/** The change in force of each key that was ever changed. */
export async function newestSettings(tx: Tx, projectId: string): Promise<Map<string, PatternSettingVersion>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT DISTINCT ON (s.pattern_key) s.pattern_key AS key, s.version, s.name, s.is_muted AS "isMuted", s.reason, s.created_by_name AS by, s.created_at AS at
    FROM pattern_setting s WHERE s.project_id = ${projectId}::uuid ORDER BY s.pattern_key, s.version DESC`;
  return new Map(rows.map(({ key, at, ...row }) => [key, { ...row, at: at.toISOString() }]));
}

/** Every change of a key, newest first. */
export async function listPatternChanges(tx: Tx, projectId: string, key: string): Promise<PatternSettingVersion[]> {
  const rows = await tx.patternSetting.findMany({ where: { projectId, patternKey: key }, orderBy: { version: 'desc' }, take: 50 });
  return rows.map(({ version, name, isMuted, reason, createdByName, createdAt }) => ({
    version,
    name,
    isMuted,
    reason,
    by: createdByName,
    at: createdAt.toISOString(),
  }));
}

/** Names, mutes or unmutes a pattern or a group. Saving what is in force already makes no version. Goes into the trail. */
export async function savePatternSetting(actor: Actor, key: string, input: unknown): Promise<PatternSettingVersion | null> {
  if (!can(actor, 'pattern.edit')) throw forbidden('name and mute failure patterns');
  const { is_muted: isMuted, base_version: base, ...said } = readInput(() => patternChangeSchema.parse(input));
  const { projectId } = actor;
  const name = await redactValue(projectId, 'title', said.name);
  const reason = await redactValue(projectId, 'note', said.reason);
  return withProject(projectId, async (tx) => {
    const isKnown = await tx.pattern.findFirst({
      where: { projectId, OR: [{ patternKey: key }, { coarseKey: key }] },
      select: { patternKey: true },
    });
    if (!isKnown) throw notFound('failure pattern');
    const settings = await newestSettings(tx, projectId);
    const before = settings.get(key);
    if (base !== undefined && base !== (before?.version ?? 0)) throw stale();
    const isSame = (before?.name ?? '') === name && (before?.isMuted ?? false) === isMuted && (before?.reason ?? '') === reason;
    if (isSame) return before ?? null;
    const version = Math.max(0, ...[...settings.values()].map((one) => one.version)) + 1;
    const at = new Date();
    const { count } = await tx.patternSetting.createMany({
      data: {
        projectId,
        version,
        patternKey: key,
        name,
        isMuted,
        reason,
        createdBy: actorId(actor) ?? '',
        createdByName: actor.name,
        createdAt: at,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw stale();
    await appendTrail(tx, projectId, [
      {
        type: 'pattern.changed',
        at,
        actorId: actorId(actor),
        policyVersion: String(version),
        facts: { pattern: key, is_muted: isMuted, was_muted: before?.isMuted ?? false, has_name: name !== '' },
        ...(name === '' && reason === '' ? {} : { committed: { ...(name === '' ? {} : { name }), ...(reason === '' ? {} : { reason }) } }),
      },
    ]);
    return { version, name, isMuted, reason, by: actor.name, at: at.toISOString() };
  });
}

const stale = () =>
  conflict('stale_setting', 'Somebody changed this pattern meanwhile. Load the page again and look at what holds now first.');
