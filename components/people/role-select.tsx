'use client';
import { useOptimistic, useTransition } from 'react';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { type Role, roleSchema } from '@/lib/domain/policy';
import type { ActionOutcome } from './action-outcome';
import type { MemberRow } from './member-row';
import { RoleOptions, roleTitle } from './role-options';

interface RoleSelectProps {
  member: MemberRow;
  changeRole: (userId: string, role: Role) => Promise<ActionOutcome>;
}

/** A member's role, changed in place. What the list shows afterwards is what the server has, also when it refused. */
export function RoleSelect({ member, changeRole }: RoleSelectProps) {
  const [role, setRole] = useOptimistic(member.role);
  const [isBusy, startTransition] = useTransition();
  const change = (next: Role) =>
    startTransition(async () => {
      setRole(next);
      const answer = await changeRole(member.userId, next).catch(() => null);
      if (answer?.ok) toast.success(`${member.name} is now ${roleTitle(next).toLowerCase()}.`);
      else toast.error(answer?.message ?? 'The server does not answer. Nothing was changed; try again.');
    });
  return (
    <Select
      aria-label={`Role of ${member.name}`}
      value={role}
      disabled={isBusy}
      onChange={(event) => change(roleSchema.parse(event.target.value))}
    >
      <RoleOptions />
    </Select>
  );
}
