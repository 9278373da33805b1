// Adds the sample workflows to the project of a first start.
import { globalDatabase } from '@/lib/data/database';
import type { Actor } from '@/lib/domain/policy';
import { terminalLines } from '@/lib/terminal-text';
import { seedDemo } from '@/prisma/seed';

/** Samples are a help, not a condition: when they cannot be added, the start goes on and says so. */
export async function addSamples(slug: string): Promise<void> {
  const project = await globalDatabase().project.findUnique({ where: { slug }, select: { id: true } });
  if (!project) return;
  const actor: Actor = {
    userId: null,
    name: 'Samples',
    projectId: project.id,
    projectSlug: slug,
    role: 'owner',
    via: 'system',
    scopes: [],
  };
  try {
    const { documents, runs } = await seedDemo(actor);
    console.log(`countersign: added ${runs} sample runs and ${documents} documents to the project ${slug}`);
  } catch (error) {
    console.error(
      terminalLines(`countersign: the sample runs could not be added: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}
