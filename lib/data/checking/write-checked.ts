// Writes claims, findings, passages and risk of one revision, in place of what an earlier checking of it gave.
import 'server-only';
import type { Evaluation } from '@/lib/domain/evaluation';
import { passageRoles } from '@/lib/domain/pattern/passage-roles';
import type { AssembledRun } from '@/lib/domain/run/run';
import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';

interface RevisionKey {
  projectId: string;
  runId: string;
  revision: string;
}

export async function writeChecked(
  tx: Tx,
  key: RevisionKey,
  run: AssembledRun,
  { claims, findings, risk, usedPassages, checksVersion = 0 }: Evaluation & { checksVersion?: number },
): Promise<void> {
  await tx.claim.deleteMany({ where: key });
  await tx.finding.deleteMany({ where: key });
  await tx.passage.deleteMany({ where: key });
  await writeRows(claims.map(claimRow), (rows) => insertClaims(tx, key, rows));
  await writeRows(
    findings.map((finding, ordinal) => ({ ...finding, ordinal })),
    (rows) => insertFindings(tx, key, rows),
  );
  const used = new Set(usedPassages);
  const { contradicted, conflicting } = passageRoles(run.passages, claims, findings);
  const passages = run.passages.map(({ id, metadata = {}, chars: _, ...passage }, ordinal) => ({
    ...passage,
    ordinal,
    passageId: id,
    metadata,
    isUsed: used.has(ordinal),
    isContradicted: contradicted.has(ordinal),
    isConflicting: conflicting.has(ordinal),
  }));
  await writeRows(passages, (rows) => insertPassages(tx, key, rows));
  const terms = {
    score: risk.score,
    terms: json(risk.terms),
    learnt: json(risk.learnt ?? []),
    basis: risk.basis ? json(risk.basis) : Prisma.DbNull,
    modelVersion: risk.modelVersion,
    checksVersion,
  };
  await tx.risk.upsert({ where: { projectId_runId_revision: key }, create: { ...key, ...terms }, update: terms });
}

/** Rows of one statement, as characters of JSON: a run of 100,000 steps has as many passages, which no one statement should carry. */
const STATEMENT_CHARS = 4_000_000;

async function writeRows(rows: readonly object[], insert: (rows: string) => Promise<unknown>): Promise<void> {
  let page: string[] = [];
  let size = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (size > 0 && size + text.length > STATEMENT_CHARS) {
      await insert(`[${page.join(',')}]`);
      [page, size] = [[], 0];
    }
    page.push(text);
    size += text.length;
  }
  if (size > 0) await insert(`[${page.join(',')}]`);
}

const claimRow = ({ range, ...claim }: Evaluation['claims'][number]) => ({
  ...claim,
  rangeStart: range?.[0] ?? null,
  rangeEnd: range?.[1] ?? null,
});

function insertClaims(tx: Tx, { projectId, runId, revision }: RevisionKey, rows: string): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO claim (project_id, run_id, revision, claim_id, ordinal, kind, path, range_start, range_end, text, value, state, risk, anchors, candidates, terms, fresh)
    SELECT ${projectId}::uuid, ${runId}, ${revision}, c."claimId", c.ordinal, c.kind, c.path, c."rangeStart", c."rangeEnd", c.text, c.value, c.state, c.risk,
      c.anchors, c.candidates, c.terms, c.fresh
    FROM jsonb_to_recordset(${rows}::jsonb) AS c("claimId" text, ordinal int, kind text, path text, "rangeStart" int, "rangeEnd" int, text text, value jsonb,
      state text, risk float8, anchors jsonb, candidates jsonb, terms jsonb, fresh jsonb)`;
}

function insertFindings(tx: Tx, { projectId, runId, revision }: RevisionKey, rows: string): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO finding (project_id, run_id, revision, ordinal, code, severity, claim_id, step_id, detail, anchors, check_id, check_version)
    SELECT ${projectId}::uuid, ${runId}, ${revision}, f.ordinal, f.code, f.severity, f."claimId", f."stepId", f.detail, f.anchors, f."checkId", f."checkVersion"
    FROM jsonb_to_recordset(${rows}::jsonb) AS f(ordinal int, code text, severity text, "claimId" text, "stepId" text, detail text, anchors jsonb,
      "checkId" text, "checkVersion" text)`;
}

function insertPassages(tx: Tx, { projectId, runId, revision }: RevisionKey, rows: string): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO passage (project_id, run_id, revision, ordinal, passage_id, step_id, document_id, version, page, rank, score, is_used, is_contradicted,
      is_conflicting, content, metadata)
    SELECT ${projectId}::uuid, ${runId}, ${revision}, p.ordinal, p."passageId", p."stepId", p."documentId", p.version, p.page, p.rank, p.score, p."isUsed",
      p."isContradicted", p."isConflicting", p.content, p.metadata
    FROM jsonb_to_recordset(${rows}::jsonb) AS p(ordinal int, "passageId" text, "stepId" text, "documentId" text, version int, page int, rank int,
      score float8, "isUsed" boolean, "isContradicted" boolean, "isConflicting" boolean, content text, metadata jsonb)`;
}

function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
