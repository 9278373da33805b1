// The people of an incident: who may own it, and the names of those whom its timeline mentions.
import 'server-only';
import type { IncidentDetail } from '@/lib/domain/incident/incident-view';
import { type Actor, can, roleSchema } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';

export interface IncidentPeople {
  /** Members who may work on incidents, by name. */
  owners: { userId: string; name: string }[];
  names: Record<string, string>;
}

export async function listIncidentPeople(actor: Actor, { events }: Pick<IncidentDetail, 'events'>): Promise<IncidentPeople> {
  if (!can(actor, 'incident.read')) throw forbidden('see incidents');
  const { projectId } = actor;
  const members = await withProject(projectId, (tx) =>
    tx.membership.findMany({
      where: { projectId },
      select: { userId: true, role: true, user: { select: { name: true, isDisabled: true } } },
      orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
    }),
  );
  const mentioned = new Set(events.flatMap(({ body }) => [body['before'], body['after'], body['owner_id']]));
  return {
    owners: members.flatMap(({ userId, role, user }) =>
      !user.isDisabled && can({ role: roleSchema.parse(role), via: 'session', scopes: [] }, 'incident.edit')
        ? [{ userId, name: user.name }]
        : [],
    ),
    names: Object.fromEntries(members.flatMap(({ userId, user }) => (mentioned.has(userId) ? [[userId, user.name] as const] : []))),
  };
}
