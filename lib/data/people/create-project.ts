// Makes a project complete in one transaction: itself, its owner, its trail with the first entry, queues, eval set.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import { projectNameSchema, projectSlugSchema } from '@/lib/domain/project-slug';
import type { Actor } from '@/lib/domain/policy';
import { conflict, forbidden } from '@/lib/errors';
import { z } from 'zod';
import { globalDatabase, withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { createDefaultQueues } from '@/lib/data/queues/default-queues';
import type { SignedIn } from './sessions';
import { appendTrail } from '@/lib/data/trail/trail';

export const newProjectSchema = z.strictObject({ slug: projectSlugSchema, name: projectNameSchema });
export type NewProject = z.infer<typeof newProjectSchema>;

/** Creates a project that the person then owns. For administrators of the installation; `conflict` when the slug is taken. */
export async function createProject(signedIn: Pick<SignedIn, 'userId' | 'name' | 'isAdmin'>, project: NewProject): Promise<Actor> {
  if (!signedIn.isAdmin) throw forbidden('create projects');
  const { slug, name } = newProjectSchema.parse(project);
  if (await globalDatabase().project.findUnique({ where: { slug }, select: { id: true } })) throw slugTaken(slug);
  const projectId = newId();
  await withProject(projectId, (tx) => fillProject(tx, { projectId, slug, name, ownerId: signedIn.userId })).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'P2002') throw slugTaken(slug);
    throw error;
  });
  return { userId: signedIn.userId, name: signedIn.name, projectId, projectSlug: slug, role: 'owner', via: 'session', scopes: [] };
}

/** Everything that a project has from its first moment, its first trail entry last. */
export async function fillProject(
  tx: Tx,
  { projectId, slug, name, ownerId }: { projectId: string; slug: string; name: string; ownerId: string },
): Promise<void> {
  const at = new Date();
  await tx.project.create({ data: { id: projectId, slug, name, createdAt: at } });
  await tx.membership.create({ data: { projectId, userId: ownerId, role: 'owner', createdAt: at } });
  await tx.trailHead.create({ data: { projectId, size: 0n } });
  await tx.evalSet.create({
    data: { projectId, setId: newId(), name: 'regressions', description: 'Corrected runs that must not go wrong again.', createdAt: at },
  });
  const queues = await createDefaultQueues(tx, projectId, { at, actorId: ownerId });
  await appendTrail(tx, projectId, [
    { type: 'project.created', at, actorId: ownerId, facts: { slug }, committed: { name } },
    { type: 'member.added', at, actorId: ownerId, facts: { user_id: ownerId, role: 'owner' } },
    ...queues,
  ]);
}

function slugTaken(slug: string) {
  return conflict('slug_taken', `There is a project "${slug}" already. Choose another short name.`);
}
