// A small invoice run that was checked and put into a queue, ready for a reviewer. Written row by row: what follows needs no worker.
import { createHash } from 'node:crypto';
import { withProject } from '@/lib/data/database';
import { assembleRun } from '@/lib/domain/assemble-run';
import { revisionOf } from '@/lib/domain/assemble-revision';
import type { Anchor, AnchoredClaim, Finding } from '@/lib/domain/evidence';
import { newId } from '@/lib/domain/new-id';
import type { AssembledRun, Json, RunFacts } from '@/lib/domain/run';
import { Prisma } from '@/prisma/generated/client';

export const INVOICE_TEXT = 'Invoice 77\nBuyer: Acme GmbH\nNet 38,520.00\nTotal due 41,300.00\nDue 2024-03-01';
export const INVOICE_OUTPUT = { buyer: 'Acme GmbH', total: '41,200.00', due: '2024-03-01' };

export interface QueueOptions { name?: string; leaseMinutes?: number; maxAttempts?: number }

/** Answers the queue's id. */
export async function createQueue(projectId: string, { name = 'invoices', leaseMinutes = 10, maxAttempts = 5 }: QueueOptions = {}): Promise<string> {
  const queueId = newId();
  await withProject(projectId, (tx) => tx.queue.create({ data: { projectId, queueId, name, title: name, leaseMinutes, maxAttempts, createdAt: new Date() } }));
  return queueId;
}

/** The invoice as a document of one page with a box for each word; answers the SHA-256 of its bytes. */
export async function createInvoiceDocument(projectId: string, documentId = 'inv-77', text = INVOICE_TEXT): Promise<string> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const boxes = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => [index, index + word.length, 40 + index, 100, 40 + index + word.length, 112]);
  await withProject(projectId, async (tx) => {
    const version = (await tx.document.count({ where: { projectId, documentId } })) + 1;
    await tx.blob.createMany({ data: [{ projectId, sha256, byteSize: BigInt(text.length), mediaType: 'text/plain', createdAt: new Date() }], skipDuplicates: true });
    await tx.document.create({
      data: { projectId, documentId, version, sha256, mediaType: 'text/plain', title: `Invoice ${documentId}`, layout: 'text@1', pageCount: 1, state: 'ready', createdAt: new Date() },
    });
    await tx.documentPage.createMany({ data: [{ projectId, sha256, layout: 'text@1', page: 1, width: 595, height: 842, text, boxes }], skipDuplicates: true });
  });
  return sha256;
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

export interface ReviewableRun { runId: string; revision: string; itemId: string; record: AssembledRun; claims: AnchoredClaim[] }

/** A run whose total is wrong (claim c2, flagged) and whose buyer and due date are right (c1, c3). */
export async function createReviewableRun(projectId: string, options: ReviewableRunOptions): Promise<ReviewableRun> {
  const { queueId, runId = `R-${newId().slice(-12)}`, priority = 0, risk = 0.5, createdAt = new Date() } = options;
  const facts: RunFacts = options.facts ?? { input: 'Read invoice 77.', output: INVOICE_OUTPUT, route: 'invoice', modelName: 'rules-1', promptVersion: '3' };
  const record = assembleRun({ runId, source: 'plain', facts, steps: [] });
  const revision = revisionOf(record);
  const claims = options.claims ?? invoiceClaims();
  const findings = options.findings ?? [wrongTotal()];
  const itemId = newId(createdAt.getTime());
  const key = { projectId, runId };
  await withProject(projectId, async (tx) => {
    await tx.run.create({
      data: {
        ...key, source: 'plain', declared: json(facts), phase: 'evaluated', isWhole: true, isRootEnded: true, receivedAt: createdAt, lastStepAt: createdAt, revision, evaluatedAt: createdAt,
        name: facts.name ?? 'invoice', route: facts.route ?? null, modelName: facts.modelName ?? null, promptVersion: facts.promptVersion ?? null, startedAt: createdAt, tags: [], documentIds: ['inv-77'],
        codes: findings.map(({ code }) => code), claimCount: claims.length, risk, inputPreview: preview(facts.input), outputPreview: preview(facts.output),
      },
    });
    await storeRevision(tx, projectId, { record, revision, seq: 1, claims, findings, createdAt });
    await tx.item.create({
      data: { projectId, itemId, queueId, runId, revision, state: 'waiting', reasons: [{ rule: 'wrong numbers', detail: '1 number is in no source.' }], priority, risk, createdAt, availableAt: createdAt },
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

interface StoredRevision { record: AssembledRun; revision: string; seq: number; claims: AnchoredClaim[]; findings: Finding[]; createdAt: Date }

async function storeRevision(tx: Prisma.TransactionClient, projectId: string, { record, revision, seq, claims, findings, createdAt }: StoredRevision): Promise<void> {
  const key = { projectId, runId: record.runId, revision };
  await tx.runRevision.create({ data: { ...key, seq, record: json(record), createdAt } });
  await tx.claim.createMany({
    data: claims.map(({ range, value, anchors, candidates, ...claim }) => ({
      ...key, ...claim, rangeStart: range?.[0] ?? null, rangeEnd: range?.[1] ?? null, value: value === null ? Prisma.DbNull : json(value), anchors: json(anchors), candidates: json(candidates),
    })),
  });
  await tx.finding.createMany({ data: findings.map(({ anchors, ...finding }, ordinal) => ({ ...key, ...finding, ordinal, anchors: json(anchors) })) });
  await tx.risk.create({ data: { ...key, score: 0.5, terms: [{ name: '1 number not in any source', contribution: 0.31 }], modelVersion: 'test' } });
  await tx.passage.createMany({
    data: record.passages.map(({ id, content, documentId, page, rank, score }, ordinal) => ({
      ...key, ordinal, passageId: id, content, documentId: documentId ?? null, page: page ?? null, rank: rank ?? null, score: score ?? null, isUsed: ordinal === 0,
    })),
  });
}

export function invoiceAnchor(quote: string): Anchor {
  const start = INVOICE_TEXT.indexOf(quote);
  return {
    documentId: 'inv-77', version: 1, sha256: createHash('sha256').update(INVOICE_TEXT).digest('hex'), page: 1, passageOrdinal: null, start, end: start + quote.length, quote,
    prefix: INVOICE_TEXT.slice(Math.max(0, start - 32), start), suffix: INVOICE_TEXT.slice(start + quote.length, start + quote.length + 32), boxes: [[40, 100, 90, 112]], score: 1, origin: 'found', match: 'exact',
  };
}

export function fieldClaim(ordinal: number, path: string, value: string, more: Partial<AnchoredClaim> = {}): AnchoredClaim {
  return { claimId: `c${ordinal + 1}`, ordinal, kind: 'field', path, range: null, text: value, value, state: 'exact', anchors: [], candidates: [], risk: 0.1, ...more };
}

export function invoiceClaims(total = INVOICE_OUTPUT.total): AnchoredClaim[] {
  return [
    fieldClaim(0, '/buyer', INVOICE_OUTPUT.buyer, { anchors: [invoiceAnchor('Acme GmbH')] }),
    fieldClaim(1, '/total', total, { state: 'missing', risk: 0.8, candidates: [{ ...invoiceAnchor('41,300.00'), score: 0.8, match: 'approximate' }] }),
    fieldClaim(2, '/due', INVOICE_OUTPUT.due, { anchors: [invoiceAnchor('2024-03-01')] }),
  ];
}

function wrongTotal(): Finding {
  return { code: 'number_not_in_source', severity: 'high', claimId: 'c2', stepId: null, detail: '41,200.00 is in no source.', anchors: [], checkId: 'numbers', checkVersion: '1' };
}

function preview(value: Json | undefined): string {
  return (typeof value === 'string' ? value : JSON.stringify(value ?? null)).slice(0, 200);
}

function json(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}
