// Eval cases: pages of a living set or of a published version, the same as a stream of lines, and one case alone.
import 'server-only';
import { z } from 'zod';
import type { EvalCaseQuery, EvalCaseRow, EvalCaseState } from '@/lib/domain/eval/eval-set';
import { evalCaseLine } from '@/lib/domain/eval/eval-version';
import { type Actor, can } from '@/lib/domain/policy';
import { maskJson } from '@/lib/domain/mask-content';
import type { Json } from '@/lib/domain/run/run';
import { forbidden, notFound } from '@/lib/errors';
import type { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { getEvalVersion, getSetId } from './eval-sets';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';

export interface EvalCasePage {
  cases: EvalCaseRow[];
  nextCursor: string | null;
}

const cursorSchema = z.union([z.tuple([z.literal('case'), z.uuid()]), z.tuple([z.literal('place'), z.number().int().min(0)])]);
const STREAM_PAGE = 100;

/** A page of cases: the living set in the order in which the cases were made, or a version in its own order. */
export async function listEvalCases(actor: Actor, setName: string, query: EvalCaseQuery): Promise<EvalCasePage> {
  if (!can(actor, 'eval.read')) throw forbidden('see eval sets');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const setId = await getSetId(tx, projectId, setName);
    const cursor = query.cursor ? decodeCursor(query.cursor, cursorSchema) : null;
    if (query.version !== undefined) {
      const { caseIds } = await getEvalVersion(tx, projectId, setId, query.version);
      const from = cursor?.[0] === 'place' ? cursor[1] : 0;
      const cases = await casesByIds(tx, projectId, setName, caseIds.slice(from, from + query.limit));
      return {
        cases: cases.map((one) => seenBy(actor, one)),
        nextCursor: from + query.limit < caseIds.length ? encodeCursor(['place', from + query.limit]) : null,
      };
    }
    const state = query.state === undefined || query.state === 'all' ? {} : { state: query.state };
    const after = cursor?.[0] === 'case' ? { caseId: { gt: cursor[1] } } : {};
    const rows = await tx.evalCase.findMany({
      where: { projectId, setId, ...state, ...after },
      orderBy: { caseId: 'asc' },
      take: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      cases: page.map((row) => seenBy(actor, caseRow(row, setName))),
      nextCursor: rows.length > query.limit && last ? encodeCursor(['case', last.caseId]) : null,
    };
  });
}

/**
 * The lines of the file, a page at a time: of a version exactly the bytes that its hash covers, otherwise of the living set in
 * one state. Refusals are thrown before the first line.
 */
export async function streamEvalCases(
  actor: Actor,
  setName: string,
  query: Pick<EvalCaseQuery, 'version' | 'state'>,
): Promise<AsyncGenerator<string>> {
  if (!can(actor, 'run.read_raw')) throw forbidden('download eval cases, which hold raw inputs and outputs');
  const state = query.state ?? 'approved';
  const first = await listEvalCases(actor, setName, { ...query, state, limit: STREAM_PAGE });
  return (async function* lines() {
    for (let page = first; ; ) {
      for (const one of page.cases) yield evalCaseLine(one);
      if (page.nextCursor === null) return;
      page = await listEvalCases(actor, setName, { ...query, state, limit: STREAM_PAGE, cursor: page.nextCursor });
    }
  })();
}

/** Throws `not_found`. */
export async function getEvalCase(actor: Actor, caseId: string): Promise<EvalCaseRow> {
  if (!can(actor, 'eval.read')) throw forbidden('see eval sets');
  if (!z.uuid().safeParse(caseId).success) throw notFound('eval case');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const row = await tx.evalCase.findUnique({
      where: { projectId_caseId: { projectId, caseId } },
      include: { set: { select: { name: true } } },
    });
    if (!row) throw notFound('eval case');
    return seenBy(actor, caseRow(row, row.set.name));
  });
}

/** In the order of the ids; a version names only cases that exist, for none can be deleted. */
export async function casesByIds(tx: Tx, projectId: string, setName: string, caseIds: readonly string[]): Promise<EvalCaseRow[]> {
  const rows = new Map(
    (await tx.evalCase.findMany({ where: { projectId, caseId: { in: [...caseIds] } } })).map((row) => [row.caseId, row]),
  );
  return caseIds.map((caseId) => {
    const row = rows.get(caseId);
    if (!row) throw new Error(`eval case ${caseId} of a version is missing`);
    return caseRow(row, setName);
  });
}

/** Roles without sight of raw content see the shape of a case and its lineage, not what people and models wrote. */
function seenBy(actor: Actor, row: EvalCaseRow): EvalCaseRow {
  if (can(actor, 'run.read_raw')) return row;
  const { lineage, format, ...content } = row.body as { [key: string]: Json };
  return { ...row, body: { ...(maskJson(content) as { [key: string]: Json }), lineage: lineage ?? null, format: format ?? null } };
}

function caseRow(row: Prisma.EvalCaseGetPayload<object>, set: string): EvalCaseRow {
  return {
    caseId: row.caseId,
    set,
    runId: row.runId,
    decisionId: row.decisionId,
    state: row.state as EvalCaseState,
    sha256: row.sha256,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    approvedBy: row.approvedBy,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    isSelfApproved: row.isSelfApproved,
    body: row.body as Json,
  };
}
