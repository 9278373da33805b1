import { ROLES, type Role } from '@/lib/domain/policy';

/** One line about each role, for people who choose one; the page "Roles" has the whole matrix. */
export const ROLE_LINES: Record<Role, string> = {
  owner: 'Everything, members and settings included',
  engineer: 'Sends runs, edits queues and rules, makes API keys',
  lead: 'Reviews, reassigns, amends, approves eval cases',
  reviewer: 'Claims and decides items',
  auditor: 'Reads everything, exports the trail',
  viewer: 'Reads runs, queues and eval sets',
};

export const roleTitle = (role: Role): string => `${role.charAt(0).toUpperCase()}${role.slice(1)}`;

/** The options of a role field. */
export function RoleOptions() {
  return ROLES.map((role) => (
    <option key={role} value={role}>
      {roleTitle(role)}
    </option>
  ));
}
