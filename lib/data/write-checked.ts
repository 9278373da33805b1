// Writes claims, findings, passages and risk of one revision, in place of what an earlier checking of it gave.
import 'server-only';
import type { Evaluation } from '@/lib/domain/evaluation';
import { passageRoles } from '@/lib/domain/pattern/passage-roles';
import type { AssembledRun } from '@/lib/domain/run/run';
import { Prisma } from '@/prisma/generated/client';
import type { Tx } from './database';

export async function writeChecked(
  tx: Tx,
  key: { projectId: string; runId: string; revision: string },
  run: AssembledRun,
  { claims, findings, risk, usedPassages, checksVersion = 0 }: Evaluation & { checksVersion?: number },
): Promise<void> {
  await tx.claim.deleteMany({ where: key });
  await tx.finding.deleteMany({ where: key });
  await tx.passage.deleteMany({ where: key });
  await tx.claim.createMany({
    data: claims.map(({ claimId, ordinal, kind, path, range, text, value, state, risk: claimRisk, anchors, candidates, terms, fresh }) => ({
      ...key,
      claimId,
      ordinal,
      kind,
      path,
      text,
      state,
      risk: claimRisk,
      rangeStart: range?.[0] ?? null,
      rangeEnd: range?.[1] ?? null,
      value: value === null ? Prisma.DbNull : json(value),
      anchors: json(anchors),
      candidates: json(candidates),
      terms: json(terms),
      fresh: fresh ? json(fresh) : Prisma.DbNull,
    })),
  });
  await tx.finding.createMany({
    data: findings.map(({ code, severity, claimId, stepId, detail, anchors, checkId, checkVersion }, ordinal) => ({
      ...key,
      ordinal,
      code,
      severity,
      claimId,
      stepId,
      detail,
      anchors: json(anchors),
      checkId,
      checkVersion,
    })),
  });
  const used = new Set(usedPassages);
  const { contradicted, conflicting } = passageRoles(run.passages, claims, findings);
  await tx.passage.createMany({
    data: run.passages.map((passage, ordinal) => ({
      ...key,
      ordinal,
      passageId: passage.id,
      stepId: passage.stepId ?? null,
      documentId: passage.documentId ?? null,
      version: passage.version ?? null,
      page: passage.page ?? null,
      rank: passage.rank ?? null,
      score: passage.score ?? null,
      isUsed: used.has(ordinal),
      isContradicted: contradicted.has(ordinal),
      isConflicting: conflicting.has(ordinal),
      content: passage.content,
      metadata: json(passage.metadata ?? {}),
    })),
  });
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

function json(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
