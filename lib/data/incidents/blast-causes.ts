// What one run may share with others: each cause that its record names, with its key.
import 'server-only';
import { causeKey } from '@/lib/domain/incident/cause-key';
import type { IncidentCause } from '@/lib/domain/incident/incident-cause';
import type { PatternMade } from '@/lib/domain/pattern/run-pattern';
import type { Tx } from '@/lib/data/database';
import { titleOf } from '@/lib/data/insights/pattern-row';
import { eachStepError } from '@/lib/data/runs/step-errors';

export interface OwnCause {
  key: string;
  cause: IncidentCause;
  excerpt: string | null;
  isUsed: boolean;
}
export interface OwnRun {
  revision: string | null;
  startedAt: Date;
  promptId: string | null;
  promptVersion: string | null;
  route: string | null;
  systemFingerprint: string | null;
  patternKey: string | null;
}

const MAX_PASSAGES = 30;
const MAX_ERRORS = 20;
const EXCERPT_CHARS = 240;

/** Passages that the answer stands on come first. `canReadRaw` false: no text of passages and errors. */
export async function listOwnCauses(
  tx: Tx,
  projectId: string,
  runId: string,
  own: OwnRun,
  canReadRaw: boolean,
): Promise<{ causes: OwnCause[]; passagesLeftOut: number }> {
  const passages = own.revision === null ? [] : await ownPassages(tx, projectId, runId, own.revision);
  const kept = passages.slice(0, MAX_PASSAGES);
  const causes: OwnCause[] = [
    ...(await patternCause(tx, projectId, own.patternKey)),
    ...columnCauses(own),
    ...(await ownErrors(tx, projectId, runId)).map((cause) => plain(cause)),
    ...(await ownDocuments(tx, projectId, runId, own.revision)).map(plain),
    ...pagesOf(kept).map(plain),
    ...kept.map(({ key, documentId, page, isUsed, head }) => ({
      ...plain({ by: 'passage', key, document_id: documentId, page }),
      excerpt: canReadRaw ? head : null,
      isUsed,
    })),
  ];
  return { causes: [...new Map(causes.map((each) => [each.key, each])).values()], passagesLeftOut: passages.length - kept.length };
}

function plain(cause: IncidentCause): OwnCause {
  return { key: causeKey(cause), cause, excerpt: null, isUsed: false };
}

async function patternCause(tx: Tx, projectId: string, patternKey: string | null): Promise<OwnCause[]> {
  if (patternKey === null) return [];
  const row = await tx.pattern.findUnique({ where: { projectId_patternKey: { projectId, patternKey } }, select: { made: true } });
  return [plain({ by: 'pattern', pattern_key: patternKey, title: row ? titleOf(row.made as unknown as PatternMade) : null })];
}

function columnCauses(own: OwnRun): OwnCause[] {
  const causes: IncidentCause[] = [];
  if (own.promptVersion) causes.push({ by: 'prompt', prompt_id: own.promptId, prompt_version: own.promptVersion });
  if (own.systemFingerprint) causes.push({ by: 'fingerprint', system_fingerprint: own.systemFingerprint });
  if (own.route) causes.push({ by: 'route', route: own.route });
  return causes.map(plain);
}

interface OwnPassage {
  key: string;
  documentId: string | null;
  version: number | null;
  page: number | null;
  isUsed: boolean;
  head: string;
}

/** Each text once. */
async function ownPassages(tx: Tx, projectId: string, runId: string, revision: string): Promise<OwnPassage[]> {
  return tx.$queryRaw<OwnPassage[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (md5(p.content)) md5(p.content)::uuid::text AS key, p.document_id AS "documentId", p.version, p.page, p.is_used AS "isUsed",
        left(p.content, ${EXCERPT_CHARS}) AS head, p.ordinal
      FROM passage p WHERE p.project_id = ${projectId}::uuid AND p.run_id = ${runId} AND p.revision = ${revision} AND p.content <> ''
      ORDER BY md5(p.content), p.is_used DESC, p.ordinal) AS each
    ORDER BY each."isUsed" DESC, each.ordinal`;
}

function pagesOf(passages: readonly OwnPassage[]): IncidentCause[] {
  return passages.flatMap(({ documentId, version, page }) =>
    documentId === null || page === null ? [] : [{ by: 'page' as const, document_id: documentId, version, page }],
  );
}

/** By the same rule as the index: a version that is stated anywhere in the run goes before one that is not. */
async function ownDocuments(tx: Tx, projectId: string, runId: string, revision: string | null): Promise<IncidentCause[]> {
  if (revision === null) return [];
  const rows = await tx.$queryRaw<{ documentId: string; version: number | null }[]>`
    WITH given AS (
      SELECT p.document_id AS id, p.version FROM passage p
      WHERE p.project_id = ${projectId}::uuid AND p.run_id = ${runId} AND p.revision = ${revision} AND p.document_id IS NOT NULL
      UNION
      SELECT a->>'documentId', (a->>'version')::int FROM claim c CROSS JOIN LATERAL jsonb_array_elements(c.anchors) a
      WHERE c.project_id = ${projectId}::uuid AND c.run_id = ${runId} AND c.revision = ${revision} AND a->>'documentId' IS NOT NULL
      UNION
      SELECT d.id, NULL FROM run r CROSS JOIN LATERAL unnest(r.document_ids) AS d(id) WHERE r.project_id = ${projectId}::uuid AND r.run_id = ${runId}
    )
    SELECT g.id AS "documentId", g.version FROM given g
    WHERE g.version IS NOT NULL OR NOT EXISTS (SELECT FROM given o WHERE o.id = g.id AND o.version IS NOT NULL)
    ORDER BY g.id, g.version`;
  return rows.map(({ documentId, version }) => ({ by: 'document', document_id: documentId, version }));
}

async function ownErrors(tx: Tx, projectId: string, runId: string): Promise<IncidentCause[]> {
  const found: IncidentCause[] = [];
  for await (const { kind, name, template } of eachStepError(tx, projectId, [runId])) {
    found.push({ by: 'step_error', step_kind: kind, step_name: name, template });
    if (found.length === MAX_ERRORS) break;
  }
  return found;
}
