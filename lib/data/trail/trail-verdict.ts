// Recomputes a project's whole trail from the stored texts and compares it with everything that was ever signed.
import 'server-only';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import { parseCheckpoint } from '@/lib/domain/trail/checkpoint';
import { leafHash } from '@/lib/domain/trail/merkle-hash';
import { openNote, parseVerifierKey } from '@/lib/domain/trail/signed-note';
import { appendLeaf, emptyFrontier, frontierRoot } from '@/lib/domain/trail/tree-frontier';
import type { TrailVerdict } from '@/lib/domain/trail/trail-verdict';
import type { Frontier } from '@/lib/domain/trail/tree-frontier';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';

const ENTRIES_A_READ = 1000;
const MAX_PROBLEMS = 20;

/**
 * The verify button. It tells the operator that nothing is amiss; an auditor rather trusts the bundle and its verifier, which
 * run elsewhere. Reads every entry: about 3 s for 100,000.
 */
export async function verifyTrail(actor: Actor): Promise<TrailVerdict> {
  if (!can(actor, 'trail.read')) throw forbidden('verify the trail');
  const { projectId } = actor;
  const state: State = { frontier: emptyFrontier(), signedCount: 0n, checkpointCount: 0, problems: [] };
  const { head, checkpoints } = await withProject(projectId, async (tx) => ({
    head: (await tx.trailHead.findUnique({ where: { projectId }, select: { size: true } }))?.size ?? 0n,
    checkpoints: await tx.trailCheckpoint.aggregate({ where: { projectId }, _max: { size: true } }),
  }));
  while (state.frontier.size < head && (await withProject(projectId, (tx) => readOn(tx, projectId, state, head))));
  const { frontier, signedCount, checkpointCount, problems } = state;
  if (frontier.size < head) problems.push(`Entries from ${frontier.size} on are missing; there should be ${head}.`);
  if ((checkpoints._max.size ?? 0n) > head)
    problems.push(`A checkpoint covers ${checkpoints._max.size} entries, but there are only ${head}.`);
  return {
    isSound: problems.length === 0,
    entryCount: frontier.size,
    signedCount,
    checkpointCount,
    problems: problems.slice(0, MAX_PROBLEMS),
    checkedAt: new Date(),
  };
}

interface State {
  frontier: Frontier;
  signedCount: bigint;
  checkpointCount: number;
  problems: string[];
}

/** Takes in the next entries and every checkpoint among them. False when there are no more entries. */
async function readOn(tx: Tx, projectId: string, state: State, head: bigint): Promise<boolean> {
  const start = state.frontier.size;
  const rows = await tx.trailEntry.findMany({
    where: { projectId, idx: { gte: start, lt: head } },
    orderBy: { idx: 'asc' },
    take: ENTRIES_A_READ,
    select: { idx: true, leafHash: true, payload: true },
  });
  const checkpoints = await tx.trailCheckpoint.findMany({
    where: { projectId, size: { gt: start, lte: start + BigInt(rows.length) } },
    select: { size: true, note: true, verifierKey: true },
  });
  const bySize = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint]));
  for (const row of rows) {
    if (row.idx !== state.frontier.size) return false;
    const hash = leafHash(Buffer.from(row.payload, 'utf8'));
    if (!hash.equals(row.leafHash)) state.problems.push(`The text of entry ${row.idx} was changed.`);
    appendLeaf(state.frontier, hash);
    const checkpoint = bySize.get(state.frontier.size);
    if (checkpoint) compare(state, checkpoint);
  }
  return rows.length > 0;
}

function compare(state: State, { size, note, verifierKey }: { size: bigint; note: string; verifierKey: string }): void {
  const key = parseVerifierKey(verifierKey);
  const opened = key && openNote(note, key);
  const signed = opened && parseCheckpoint(opened.text);
  state.checkpointCount += 1;
  state.signedCount = size;
  if (!signed || signed.size !== size) state.problems.push(`The checkpoint of ${size} entries has a wrong signature.`);
  else if (!signed.root.equals(frontierRoot(state.frontier)))
    state.problems.push(`The first ${size} entries are not those that were signed.`);
}
