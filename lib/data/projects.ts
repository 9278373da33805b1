// A project's own settings.
import 'server-only';
import { projectNameSchema } from '@/lib/domain/project-slug';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { z } from 'zod';
import { withProject } from './database';
import { actorId } from './members';
import { appendTrail } from './trail';

export interface Project {
  projectId: string;
  slug: string;
  name: string;
  createdAt: string;
}

export const projectChangeSchema = z.strictObject({ name: projectNameSchema });

export async function getProject(actor: Actor): Promise<Project> {
  if (!can(actor, 'run.read')) throw forbidden('see this project');
  const { projectId } = actor;
  const row = await withProject(projectId, (tx) => tx.project.findUnique({ where: { id: projectId } }));
  if (!row) throw notFound('project');
  return { projectId, slug: row.slug, name: row.name, createdAt: row.createdAt.toISOString() };
}

export async function changeProject(actor: Actor, change: z.input<typeof projectChangeSchema>): Promise<void> {
  if (!can(actor, 'project.edit')) throw forbidden('change the project');
  const { name } = projectChangeSchema.parse(change);
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const before = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { name: true } });
    if (before.name === name) return;
    await tx.project.update({ where: { id: projectId }, data: { name } });
    await appendTrail(tx, projectId, [
      { type: 'project.changed', at: new Date(), actorId: actorId(actor), committed: { before: before.name, after: name } },
    ]);
  });
}
