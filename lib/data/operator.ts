// Whoever runs commands on the installation's own machine: they have its database and its secret, so they act as owner.
import 'server-only';
import type { Actor } from '@/lib/domain/policy';
import { ExpectedError } from '@/lib/errors';
import { globalDatabase } from './database';

/** The operator as an actor of one project. Throws `not_found` that names the projects there are. */
export async function operatorOf(slug: string): Promise<Actor> {
  const projects = await globalDatabase().project.findMany({ select: { id: true, slug: true }, orderBy: { slug: 'asc' } });
  const project = projects.find((one) => one.slug === slug);
  if (!project) {
    const known = projects.map((one) => one.slug).join(', ');
    throw new ExpectedError(
      'not_found',
      'not_found',
      `There is no project "${slug}". ${known ? `There is: ${known}.` : 'There is none yet.'}`,
    );
  }
  return { userId: null, name: 'Operator', projectId: project.id, projectSlug: slug, role: 'owner', via: 'system', scopes: [] };
}
