// Whether a person can be given work in a project.
import 'server-only';
import { can, type PermissionName, roleSchema } from '@/lib/domain/policy';
import { invalid } from '@/lib/errors';
import type { Tx } from '@/lib/data/database';

/** Throws `invalid` at /to when the person is no member of the project, or their role lacks the permission. */
export async function requireMember(tx: Tx, projectId: string, userId: string, permission: PermissionName): Promise<void> {
  const member = await tx.membership.findUnique({
    where: { projectId_userId: { projectId, userId } },
    select: { role: true, user: { select: { isDisabled: true } } },
  });
  const role = roleSchema.safeParse(member?.role);
  if (member && !member.user.isDisabled && role.success && can({ role: role.data, via: 'session', scopes: [] }, permission)) return;
  const detail = 'is not a member of this project who may review';
  throw invalid(`/to ${detail}. Choose another person.`, [{ path: '/to', detail }]);
}
