// A small invoice run that was checked and put into a queue, ready for a reviewer. Written row by row: what follows needs no worker.
import { withProject } from '@/lib/data/database';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { revisionOf } from '@/lib/domain/assemble/assemble-revision';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import { newId } from '@/lib/domain/new-id';
import type { AssembledRun, Json, RunFacts } from '@/lib/domain/run/run';
import { Prisma } from '@/prisma/generated/client';
import { INVOICE_OUTPUT, invoiceClaims, wrongTotal } from './invoice';

export interface QueueOptions {
  name?: string;
  leaseMinutes?: number;
  maxAttempts?: number;
}

/** Answers the queue's id. */
export async function createQueue(
  projectId: string,
  { name = 'invoices', leaseMinutes = 10, maxAttempts = 5 }: QueueOptions = {},
): Promise<string> {
  const queueId = newId();
  await withProject(projectId, (tx) =>
    tx.queue.create({ data: { projectId, queueId, name, title: name, leaseMinutes, maxAttempts, createdAt: new Date() } }),
  );
  return queueId;
}

export interface ReviewableRunOptions {
  queueId: string;
  runId?: string;
  facts?: RunFacts;
  claims?: AnchoredClaim[];
  findings?: Finding[];
  priority?: number;
  risk?: number;
  createdAt?: Date;
}

export interface ReviewableRun {
  runId: string;
  revision: string;
  itemId: string;
  record: AssembledRun;
  claims: AnchoredClaim[];
}

/** A run whose total is wrong (claim c2, flagged) and whose buyer and due date are right (c1, c3). */
export async function createReviewableRun(projectId: string, options: ReviewableRunOptions): Promise<ReviewableRun> {
  const { queueId, runId = `R-${newId().slice(-12)}`, priority = 0, risk = 0.5, createdAt = new Date() } = options;
  const facts: RunFacts = options.facts ?? {
    input: 'Read invoice 77.',
    output: INVOICE_OUTPUT,
    route: 'invoice',
    modelName: 'rules-1',
    promptVersion: '3',
  };
  const record = assembleRun({ runId, source: 'plain', facts, steps: [] });
  const revision = revisionOf(record);
  const claims = options.claims ?? invoiceClaims();
  const findings = options.findings ?? [wrongTotal()];
  const itemId = newId(createdAt.getTime());
  const key = { projectId, runId };
  await withProject(projectId, async (tx) => {
    await tx.run.create({
      data: {
        ...key,
        source: 'plain',
        declared: json(facts),
        phase: 'evaluated',
        isWhole: true,
        isRootEnded: true,
        receivedAt: createdAt,
        lastStepAt: createdAt,
        revision,
        evaluatedAt: createdAt,
        name: facts.name ?? 'invoice',
        route: facts.route ?? null,
        modelName: facts.modelName ?? null,
        promptVersion: facts.promptVersion ?? null,
        startedAt: createdAt,
        tags: [],
        documentIds: ['inv-77'],
        codes: findings.map(({ code }) => code),
        claimCount: claims.length,
        risk,
        inputPreview: preview(facts.input),
        outputPreview: preview(facts.output),
      },
    });
    await storeRevision(tx, projectId, { record, revision, seq: 1, claims, findings, createdAt });
    await tx.item.create({
      data: {
        projectId,
        itemId,
        queueId,
        runId,
        revision,
        state: 'waiting',
        reasons: [{ rule: 'wrong numbers', detail: '1 number is in no source.' }],
        priority,
        risk,
        createdAt,
      },
    });
  });
  return { runId, revision, itemId, record, claims };
}

/** The run changes under review: a new revision with another output stands from now on. */
export async function changeRun(projectId: string, run: ReviewableRun, facts: RunFacts, claims: AnchoredClaim[]): Promise<string> {
  const record = assembleRun({ runId: run.runId, source: 'plain', facts, steps: [] });
  const revision = revisionOf(record);
  await withProject(projectId, async (tx) => {
    await storeRevision(tx, projectId, { record, revision, seq: 2, claims, findings: [], createdAt: new Date() });
    await tx.run.update({ where: { projectId_runId: { projectId, runId: run.runId } }, data: { revision, evaluatedAt: new Date() } });
  });
  return revision;
}

interface StoredRevision {
  record: AssembledRun;
  revision: string;
  seq: number;
  claims: AnchoredClaim[];
  findings: Finding[];
  createdAt: Date;
}

async function storeRevision(
  tx: Prisma.TransactionClient,
  projectId: string,
  { record, revision, seq, claims, findings, createdAt }: StoredRevision,
): Promise<void> {
  const key = { projectId, runId: record.runId, revision };
  await tx.runRevision.create({ data: { ...key, seq, record: json(record), createdAt } });
  await tx.claim.createMany({
    data: claims.map(({ range, value, anchors, candidates, terms, fresh, ...claim }) => ({
      ...key,
      ...claim,
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
    data: findings.map(({ anchors, ...finding }, ordinal) => ({ ...key, ...finding, ordinal, anchors: json(anchors) })),
  });
  await tx.risk.create({
    data: {
      ...key,
      score: 0.5,
      terms: [{ name: '1 number not in any source', contribution: 0.31, group: 'numbers' }],
      modelVersion: 'test',
    },
  });
  await tx.passage.createMany({
    data: record.passages.map(({ id, content, documentId, page, rank, score }, ordinal) => ({
      ...key,
      ordinal,
      passageId: id,
      content,
      documentId: documentId ?? null,
      page: page ?? null,
      rank: rank ?? null,
      score: score ?? null,
      isUsed: ordinal === 0,
    })),
  });
}

function preview(value: Json | undefined): string {
  return (typeof value === 'string' ? value : JSON.stringify(value ?? null)).slice(0, 200);
}

function json(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
