// Eval sets: what is in them, who approved it, and the versions that were published.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import type { EvalSetSummary, EvalVersionSummary } from '@/lib/domain/eval/eval-set';
import { forbidden, notFound } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';

/** All sets of the project with their counts and newest version, by name. */
export async function listEvalSets(actor: Actor): Promise<EvalSetSummary[]> {
  if (!can(actor, 'eval.read')) throw forbidden('see eval sets');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const sets = await tx.evalSet.findMany({ where: { projectId }, orderBy: { name: 'asc' } });
    const counts = await tx.evalCase.groupBy({ by: ['setId', 'state'], where: { projectId }, _count: true });
    const versions = await tx.evalVersion.findMany({ where: { projectId }, orderBy: { version: 'desc' }, distinct: ['setId'] });
    return sets.map((set) => {
      const count = (state: string) => counts.find((one) => one.setId === set.setId && one.state === state)?._count ?? 0;
      const newest = versions.find(({ setId }) => setId === set.setId);
      return {
        setId: set.setId,
        name: set.name,
        description: set.description,
        createdAt: set.createdAt.toISOString(),
        candidates: count('candidate'),
        approved: count('approved'),
        rejected: count('rejected'),
        newestVersion: newest ? versionSummary(newest) : null,
      };
    });
  });
}

/** Versions of a set, newest first. */
export async function listEvalVersions(actor: Actor, setName: string): Promise<EvalVersionSummary[]> {
  if (!can(actor, 'eval.read')) throw forbidden('see eval sets');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const setId = await getSetId(tx, projectId, setName);
    return (await tx.evalVersion.findMany({ where: { projectId, setId }, orderBy: { version: 'desc' } })).map(versionSummary);
  });
}

/** Throws `not_found`. */
export async function getSetId(tx: Tx, projectId: string, name: string): Promise<string> {
  const set = name.includes('\0')
    ? null
    : await tx.evalSet.findUnique({ where: { projectId_name: { projectId, name } }, select: { setId: true } });
  if (!set) throw notFound('eval set');
  return set.setId;
}

/** Throws `not_found`. */
export async function getEvalVersion(tx: Tx, projectId: string, setId: string, version: number) {
  const row =
    Number.isSafeInteger(version) && version > 0 && version < 2 ** 31
      ? await tx.evalVersion.findUnique({ where: { projectId_setId_version: { projectId, setId, version } } })
      : null;
  if (!row) throw notFound('version of this eval set');
  return row;
}

export function versionSummary(row: {
  version: number;
  sha256: string;
  caseIds: string[];
  note: string;
  createdBy: string;
  createdAt: Date;
}): EvalVersionSummary {
  return {
    version: row.version,
    sha256: row.sha256,
    cases: row.caseIds.length,
    note: row.note,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  };
}
