import 'server-only';
import type { ChipOptions } from '@/components/runs/chip-suggestions';
import { listMembers } from '@/lib/data/people/members';
import { listRunFacets } from '@/lib/data/runs/run-facets';
import { type Actor, can } from '@/lib/domain/policy';

/** Values that filters can offer: those in use among the newest runs, and the people who review. */
export async function chipOptions(viewer: Actor): Promise<ChipOptions> {
  const [facets, members] = await Promise.all([listRunFacets(viewer), can(viewer, 'member.read') ? listMembers(viewer) : []]);
  const reviewers = members.filter(({ role }) => can({ role, via: 'session', scopes: [] }, 'item.review'));
  return { ...facets, reviewer: reviewers.map(({ userId, name }) => ({ value: userId, label: name })) };
}
