'use client';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Role } from '@/lib/domain/policy';
import { formatDay } from '@/lib/format';
import type { ActionOutcome } from './action-outcome';
import { ConfirmDialog } from './confirm-dialog';
import { MemberMenu } from './member-menu';
import type { MemberRow } from './member-row';
import { Person } from './person';
import { ResetDialog } from './reset-dialog';
import { RoleSelect } from './role-select';
import { roleTitle } from './role-options';

interface MemberTableProps {
  members: MemberRow[];
  viewerId: string | null;
  mayEdit: boolean;
  changeRole: (userId: string, role: Role) => Promise<ActionOutcome>;
  remove: (userId: string) => Promise<ActionOutcome>;
  createResetLink: (userId: string) => Promise<ActionOutcome<{ path: string; expiresAt: string }>>;
}

export function MemberTable({ members, viewerId, mayEdit, changeRole, remove, createResetLink }: MemberTableProps) {
  const [removing, setRemoving] = useState<MemberRow | null>(null);
  const [resetting, setResetting] = useState<MemberRow | null>(null);
  return (
    <Card>
      <Table className="table-fixed" aria-label="Members">
        <TableHeader>
          <tr>
            <TableHead>Person</TableHead>
            <TableHead className="w-36">Role</TableHead>
            <TableHead className="hidden w-32 lg:table-cell">Signs in by</TableHead>
            <TableHead className="hidden w-28 sm:table-cell">Last here</TableHead>
            <TableHead className="hidden w-28 lg:table-cell">Joined</TableHead>
            <TableHead className="w-12">
              <span className="sr-only">More</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.userId}>
              <TableCell className="py-2">
                <span className="flex items-center gap-2">
                  <Person name={member.name} detail={member.email} isYou={member.userId === viewerId} />
                  {member.isDisabled ? <Badge tone="danger">Switched off</Badge> : null}
                </span>
              </TableCell>
              <TableCell>{mayEdit ? <RoleSelect member={member} changeRole={changeRole} /> : roleTitle(member.role)}</TableCell>
              <TableCell className="hidden text-muted-foreground lg:table-cell">{member.signsInBy}</TableCell>
              <TableCell className="hidden text-muted-foreground sm:table-cell">
                {member.seenAt ? <RelativeTime at={member.seenAt} /> : 'never'}
              </TableCell>
              <TableCell className="hidden text-muted-foreground lg:table-cell">{formatDay(member.joinedAt)}</TableCell>
              <TableCell className="text-end">
                {mayEdit || member.userId === viewerId ? (
                  <MemberMenu
                    member={member}
                    isYou={member.userId === viewerId}
                    onRemove={() => setRemoving(member)}
                    onReset={mayEdit ? () => setResetting(member) : null}
                  />
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {removing ? (
        <ConfirmDialog
          title={removing.userId === viewerId ? 'Leave this project?' : `Remove ${removing.name}?`}
          verb={removing.userId === viewerId ? 'Leave' : 'Remove'}
          action={() => remove(removing.userId)}
          onClose={() => setRemoving(null)}
        >
          The project closes at once, and personal API keys for it are revoked. What was decided so far stays, with its author.
        </ConfirmDialog>
      ) : null}
      {resetting ? <ResetDialog member={resetting} createResetLink={createResetLink} onClose={() => setResetting(null)} /> : null}
    </Card>
  );
}
