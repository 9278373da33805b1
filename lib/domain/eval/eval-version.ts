// A published version of an eval set: its file, its hash, and the difference of two versions.
import { groupBy } from '@/lib/domain/group-by';
import { createHash } from 'node:crypto';
import { type JsonChange, jsonChanges } from '@/lib/domain/json-changes';
import type { Json } from '@/lib/domain/run/run';
import { canonicalJson } from '@/lib/domain/trail/canonical-json';

export interface VersionedCase {
  caseId: string;
  runId: string;
  body: Json;
}

/**
 * One line of the downloaded file: canonical JSON of id and body. The hash of a version is the SHA-256 of these lines, so
 * `sha256sum` of the file proves that it is that version.
 */
export function evalCaseLine({ caseId, body }: Pick<VersionedCase, 'caseId' | 'body'>): string {
  return `${canonicalJson({ case_id: caseId, ...(body as { [key: string]: Json }) })}\n`;
}

/** Cases in the order of the version. */
export function evalVersionSha256(cases: Iterable<Pick<VersionedCase, 'caseId' | 'body'>>): string {
  const hash = createHash('sha256');
  for (const one of cases) hash.update(evalCaseLine(one), 'utf8');
  return hash.digest('hex');
}

export interface EvalVersionDiff {
  added: { caseId: string; runId: string }[];
  removed: { caseId: string; runId: string }[];
  /** Cases of one run whose bodies differ, as after an amendment. */
  changed: { runId: string; fromCaseId: string; toCaseId: string; changes: JsonChange[] }[];
  unchanged: number;
}

/** Parts of a body that differ whenever the decision does, without the test having changed. */
const NOT_COMPARED = ['review', 'lineage'];

/** A case is met by its id, or by its run where the id is new. */
export function evalVersionDiff(from: readonly VersionedCase[], to: readonly VersionedCase[]): EvalVersionDiff {
  const kept = new Set(from.map(({ caseId }) => caseId));
  const stays = new Set(to.map(({ caseId }) => caseId));
  const gone = groupBy(
    from.filter(({ caseId }) => !stays.has(caseId)),
    ({ runId }) => runId,
  );
  const diff: EvalVersionDiff = { added: [], removed: [], changed: [], unchanged: 0 };
  for (const one of to) {
    if (kept.has(one.caseId)) {
      diff.unchanged++;
      continue;
    }
    const before = gone.get(one.runId)?.shift();
    if (before)
      diff.changed.push({
        runId: one.runId,
        fromCaseId: before.caseId,
        toCaseId: one.caseId,
        changes: jsonChanges(tested(before.body), tested(one.body)),
      });
    else diff.added.push({ caseId: one.caseId, runId: one.runId });
  }
  for (const cases of gone.values()) diff.removed.push(...cases.map(({ caseId, runId }) => ({ caseId, runId })));
  return diff;
}

function tested(body: Json): Json {
  return Object.fromEntries(Object.entries(body as { [key: string]: Json }).filter(([key]) => !NOT_COMPARED.includes(key)));
}
