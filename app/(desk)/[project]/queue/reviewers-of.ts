import 'server-only';
import { listMembers } from '@/lib/data/people/members';
import { type Actor, can } from '@/lib/domain/policy';

/** Members to whom an item can be given. */
export async function reviewersOf(viewer: Actor): Promise<{ userId: string; name: string }[]> {
  const members = await listMembers(viewer);
  return members
    .filter(({ role }) => can({ role, via: 'session', scopes: [] }, 'item.review'))
    .map(({ userId, name }) => ({ userId, name }));
}
