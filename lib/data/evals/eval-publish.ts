// Publishes a version of an eval set: the approved cases as they are, hashed, for ever.
import 'server-only';
import type { EvalVersionSummary } from '@/lib/domain/eval/eval-set';
import { publishSchema } from '@/lib/domain/eval/eval-set';
import { type EvalVersionDiff, evalVersionDiff, evalVersionSha256 } from '@/lib/domain/eval/eval-version';
import { maskJson } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { conflict, forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { casesByIds } from './eval-cases';
import { getEvalVersion, getSetId, versionSummary } from './eval-sets';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { redactValue } from '@/lib/data/privacy/redactor';
import { readInput } from '@/lib/data/read-input';
import { appendTrail } from '@/lib/data/trail/trail';

/** Large sets are read and hashed inside the transaction, so that no case can change state in between. */
const TIMEOUT_MS = 120_000;
const PAGE = 200;

/** Throws 409 `no_approved_cases` and `nothing_changed`. */
export async function publishEvalVersion(actor: Actor, setName: string, payload: unknown = {}): Promise<EvalVersionSummary> {
  if (!can(actor, 'eval.approve')) throw forbidden('publish eval sets');
  const { note: said } = readInput(() => publishSchema.parse(payload));
  const { projectId } = actor;
  const note = await redactValue(projectId, 'note', said);
  return withProject(
    projectId,
    async (tx) => {
      const setId = await getSetId(tx, projectId, setName);
      // One publisher at a time for each set: versions count up by one.
      await tx.$queryRaw`SELECT s.set_id FROM eval_set s WHERE s.project_id = ${projectId}::uuid AND s.set_id = ${setId}::uuid FOR UPDATE`;
      const approved = await tx.evalCase.findMany({
        where: { projectId, setId, state: 'approved' },
        orderBy: { caseId: 'asc' },
        select: { caseId: true },
      });
      const caseIds = approved.map(({ caseId }) => caseId);
      if (caseIds.length === 0)
        throw conflict('no_approved_cases', 'No case of this set is approved yet. Approve at least one candidate.', { set: setName });
      const sha256 = await hashCases(tx, projectId, setName, caseIds);
      const last = await tx.evalVersion.findFirst({
        where: { projectId, setId },
        orderBy: { version: 'desc' },
        select: { version: true, sha256: true },
      });
      if (last?.sha256 === sha256)
        throw conflict('nothing_changed', `Version ${last.version} holds exactly these cases.`, {
          set: setName,
          version: last.version,
          sha256,
        });
      const at = await databaseNow(tx);
      const row = await tx.evalVersion.create({
        data: { projectId, setId, version: (last?.version ?? 0) + 1, sha256, caseIds, note, createdBy: reviewerId(actor), createdAt: at },
      });
      await appendTrail(tx, projectId, [
        {
          type: 'eval_version.published',
          at,
          actorId: actor.userId ?? actor.keyId ?? null,
          facts: { set: setName, version: row.version, sha256, cases: caseIds.length },
          ...(note ? { committed: { note } } : {}),
        },
      ]);
      return versionSummary(row);
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function hashCases(tx: Tx, projectId: string, setName: string, caseIds: readonly string[]): Promise<string> {
  const cases: { caseId: string; body: Awaited<ReturnType<typeof casesByIds>>[number]['body'] }[] = [];
  for (let from = 0; from < caseIds.length; from += PAGE)
    cases.push(...(await casesByIds(tx, projectId, setName, caseIds.slice(from, from + PAGE))));
  return evalVersionSha256(cases);
}

/** What changed from one version to another. */
export async function diffEvalVersions(actor: Actor, setName: string, from: number, to: number): Promise<EvalVersionDiff> {
  if (!can(actor, 'eval.read')) throw forbidden('see eval sets');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const setId = await getSetId(tx, projectId, setName);
    const [left, right] = [await getEvalVersion(tx, projectId, setId, from), await getEvalVersion(tx, projectId, setId, to)];
    // Cases that both versions hold cannot differ, so only the others are read.
    const [inLeft, inRight] = [new Set(left.caseIds), new Set(right.caseIds)];
    const gone = await casesByIds(
      tx,
      projectId,
      setName,
      left.caseIds.filter((caseId) => !inRight.has(caseId)),
    );
    const come = await casesByIds(
      tx,
      projectId,
      setName,
      right.caseIds.filter((caseId) => !inLeft.has(caseId)),
    );
    const diff = evalVersionDiff(gone, come);
    const changed = can(actor, 'run.read_raw')
      ? diff.changed
      : diff.changed.map((one) => ({
          ...one,
          changes: one.changes.map((change) => ({ ...change, left: maskJson(change.left), right: maskJson(change.right) })),
        }));
    return { ...diff, changed, unchanged: right.caseIds.filter((caseId) => inLeft.has(caseId)).length };
  });
}
