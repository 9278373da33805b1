import type { NavLink } from '@/components/shell/nav-links';
import { type Actor, can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';

/** The pages of a project that this viewer may open. */
export function deskLinks(viewer: Actor): NavLink[] {
  const slug = viewer.projectSlug;
  const links: NavLink[] = [
    { href: paths.queue(slug), label: 'Queue', also: [`/${slug}/items`] },
    { href: paths.runs(slug), label: 'Runs' },
    { href: paths.evals(slug), label: 'Eval sets' },
  ];
  if (can(viewer, 'run.read')) links.push({ href: paths.insights(slug), label: 'Insights' });
  if (can(viewer, 'incident.read')) links.push({ href: paths.incidents(slug), label: 'Incidents' });
  if (can(viewer, 'check.read')) links.push({ href: paths.checks(slug), label: 'Checks' });
  if (can(viewer, 'trail.read')) links.push({ href: paths.trail(slug), label: 'Trail' });
  if (can(viewer, 'member.read') || can(viewer, 'key.own')) links.push({ href: paths.settings(slug), label: 'Settings' });
  return links;
}
