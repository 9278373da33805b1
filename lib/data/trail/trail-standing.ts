// How a project's trail stands: entries, newest checkpoint, keys, and who and what occurs in it, for the page that shows it.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { actorNames } from './trail-actors';
import { findCheckpoint, verifierKeys } from './trail-checkpoint';

export interface TrailStanding {
  entryCount: bigint;
  signedSize: bigint;
  /** Null while nothing was ever signed. */
  checkpoint: { note: string; createdAt: string } | null;
  verifierKeys: string[];
  /** Everybody who ever did something here, whoever did most first. */
  people: { actorId: string; name: string }[];
}

const MAX_PEOPLE = 200;

export async function getTrailStanding(actor: Actor): Promise<TrailStanding> {
  if (!can(actor, 'trail.read')) throw forbidden('read the trail');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const head = await tx.trailHead.findUnique({ where: { projectId }, select: { size: true } });
    const checkpoint = await findCheckpoint(tx, projectId);
    const groups = await tx.trailEntry.groupBy({
      by: ['actorId'],
      where: { projectId, actorId: { not: null } },
      orderBy: { _count: { actorId: 'desc' } },
      take: MAX_PEOPLE,
    });
    const ids = groups.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]));
    const names = await actorNames(tx, projectId, ids);
    return {
      entryCount: head?.size ?? 0n,
      signedSize: checkpoint?.size ?? 0n,
      checkpoint: checkpoint && { note: checkpoint.note, createdAt: checkpoint.createdAt.toISOString() },
      verifierKeys: await verifierKeys(tx, projectId),
      people: ids.map((actorId) => ({ actorId, name: names.get(actorId) ?? actorId })),
    };
  });
}
