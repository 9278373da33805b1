// The queues of a project by name and title, without counts: for choosing one.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';

/** In their order. */
export async function listQueueNames(actor: Actor): Promise<{ name: string; title: string }[]> {
  if (!can(actor, 'queue.read')) throw forbidden('see queues');
  const { projectId } = actor;
  return withProject(projectId, (tx) =>
    tx.queue.findMany({ where: { projectId }, orderBy: [{ ordinal: 'asc' }, { name: 'asc' }], select: { name: true, title: true } }),
  );
}
