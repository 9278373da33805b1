// A project's own settings.
import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { projectNameSchema } from '@/lib/domain/project-slug';
import { type ProjectSettings, projectSettingsChangeSchema, readProjectSettings } from '@/lib/domain/project-settings';
import { can } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import type { Actor } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import type { Prisma } from '@/prisma/generated/client';
import { z } from 'zod';
import { withProject } from '@/lib/data/database';
import { actorId } from './members';
import { appendTrail } from '@/lib/data/trail/trail';

export interface Project {
  projectId: string;
  slug: string;
  name: string;
  createdAt: string;
  settings: ProjectSettings;
}

export const projectChangeSchema = z.strictObject({ name: projectNameSchema });

export async function getProject(actor: Actor): Promise<Project> {
  if (!can(actor, 'run.read')) throw forbidden('see this project');
  const { projectId } = actor;
  const row = await withProject(projectId, (tx) => tx.project.findUnique({ where: { id: projectId } }));
  if (!row) throw notFound('project');
  return { projectId, slug: row.slug, name: row.name, createdAt: row.createdAt.toISOString(), settings: readProjectSettings(row.settings) };
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

/** Changes the settings that are named and leaves the others as they are. Throws for an unknown setting. */
export async function changeProjectSettings(actor: Actor, change: z.input<typeof projectSettingsChangeSchema>): Promise<void> {
  if (!can(actor, 'project.edit')) throw forbidden('change the settings of the project');
  const wanted = projectSettingsChangeSchema.parse(change);
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    // Locked: two people may change different settings at the same moment.
    await tx.$queryRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR UPDATE`;
    const { settings } = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { settings: true } });
    const before = readProjectSettings(settings);
    const named = Object.keys(wanted) as (keyof typeof wanted)[];
    const changed = named.filter((name) => !isDeepStrictEqual(before[name], wanted[name]));
    if (changed.length === 0) return;
    await tx.project.update({ where: { id: projectId }, data: { settings: { ...before, ...wanted } as Prisma.InputJsonObject } });
    await appendTrail(tx, projectId, [
      {
        type: 'project.changed',
        at: new Date(),
        actorId: actorId(actor),
        facts: { settings: changed },
        committed: { before: pick(before, changed), after: pick(wanted, changed) },
      },
    ]);
  });
}

function pick(
  settings: { [Name in keyof ProjectSettings]?: Json | undefined },
  names: readonly (keyof ProjectSettings)[],
): { [name: string]: Json } {
  return Object.fromEntries(names.map((name) => [name, settings[name] ?? null]));
}
