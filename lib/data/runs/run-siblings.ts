// Runs that answered the same or nearly the same input: the first thing to look at when one of them went wrong.
import 'server-only';
import { inputLikeness, inputSignature, lookupBands } from '@/lib/domain/compare/input-signature';
import { bySayingMost, NEAR_INPUT, type RunSibling, siblingOf } from '@/lib/domain/compare/run-sibling';
import { maskSummary } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { forbidden } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { getSummary } from './run-detail';
import { runColumnsOf, runSummary } from './run-row';

export type { RunSibling } from '@/lib/domain/compare/run-sibling';

/** Of each digest and band so many variants (prompt version, model, route), and of each of those the newest runs. */
const VARIANTS = 24;
const NEWEST_EACH = 40;
/** Candidates that are scored exactly: same inputs first, then those with most bands in common. */
const SCORED = 300;
/** Counts for more than all bands together. */
const SAME_INPUT = 100;
/** Characters of an input that near-same ones are scored by. */
const SCORED_CHARS = 4_000;

/** Ranked as `bySayingMost` says. Found through indexes: as many look-ups among a million runs as among a thousand. */
export async function listSiblings(actor: Actor, runId: string, limit = 20): Promise<RunSibling[]> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const own = await getSummary(tx, projectId, runId);
    const siblings = (await findSiblings(tx, projectId, own)).sort(bySayingMost(own)).slice(0, limit);
    return can(actor, 'run.read_raw') ? siblings : siblings.map((sibling) => ({ ...sibling, run: maskSummary(sibling.run) }));
  });
}

/** All that were found, in no order, at most 300. A run that has not settled, or whose input says nothing, has none. */
export async function findSiblings(tx: Tx, projectId: string, own: RunSummary): Promise<RunSibling[]> {
  const asked = await tx.runSearch.findUnique({ where: { projectId_runId: { projectId, runId: own.runId } }, select: { input: true } });
  const signature = asked && inputSignature(own.name, asked.input);
  if (!asked || !signature) return [];
  const lookups = [
    newestOfVariants(projectId, Prisma.sql`i.digest = ${signature.digest}`, SAME_INPUT),
    ...lookupBands(own.name, asked.input).flatMap((bands) =>
      bands.map((band, place) => newestOfVariants(projectId, Prisma.sql`i.bands[${Prisma.raw(String(place + 1))}] = ${band}::int`, 1)),
    ),
  ];
  const rows = await tx.$queryRaw<(RunSummary & { input: string; isSame: boolean })[]>`
    WITH found AS (SELECT c.run_id, sum(c.weight) AS weight FROM (${Prisma.join(lookups, ' UNION ALL ')}) c
      WHERE c.run_id <> ${own.runId} GROUP BY c.run_id ORDER BY weight DESC, c.run_id LIMIT ${SCORED})
    SELECT ${runColumnsOf(projectId)}, left(s.input, ${SCORED_CHARS}::int) AS input, found.weight >= ${SAME_INPUT}::int AS "isSame"
    FROM found JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = found.run_id
      JOIN run_search s ON s.project_id = ${projectId}::uuid AND s.run_id = found.run_id
    WHERE r.name IS NOT DISTINCT FROM ${own.name}`;
  const ownHead = asked.input.slice(0, SCORED_CHARS);
  return rows.flatMap(({ input, isSame, ...row }) => {
    const likeness = isSame ? 1 : Math.min(0.999, inputLikeness(ownHead, input));
    return likeness < NEAR_INPUT ? [] : [siblingOf(own, runSummary(row), likeness)];
  });
}

/** A loose index scan: from variant to variant, then the newest of each, so that a question asked 100,000 times costs no more than one. */
function newestOfVariants(projectId: string, condition: Prisma.Sql, weight: number): Prisma.Sql {
  const own = Prisma.sql`i.project_id = ${projectId}::uuid AND ${condition}`;
  return Prisma.sql`(WITH RECURSIVE v (variant) AS (
      (SELECT i.variant FROM run_input i WHERE ${own} ORDER BY i.variant LIMIT 1)
      UNION ALL
      SELECT (SELECT i.variant FROM run_input i WHERE ${own} AND i.variant > v.variant ORDER BY i.variant LIMIT 1) FROM v WHERE v.variant IS NOT NULL)
    SELECT n.run_id, ${weight}::int AS weight FROM (SELECT v.variant FROM v WHERE v.variant IS NOT NULL LIMIT ${VARIANTS}) d
    CROSS JOIN LATERAL (SELECT i.run_id FROM run_input i WHERE ${own} AND i.variant = d.variant ORDER BY i.started_at DESC LIMIT ${NEWEST_EACH}) n)`;
}
