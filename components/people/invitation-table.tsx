'use client';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ActionOutcome } from './action-outcome';
import type { Invite, InvitationFields } from './invite-dialog';
import { MadeLinkNotice } from './made-link-notice';
import { Person } from './person';
import { roleTitle } from './role-options';
import { useAction } from './use-action';

interface InvitationRow extends InvitationFields {
  linkId: string;
  expiresAt: string;
  isExpired: boolean;
}

interface InvitationTableProps {
  invitations: InvitationRow[];
  mayEdit: boolean;
  invite: Invite;
  revoke: (linkId: string) => Promise<ActionOutcome>;
}

export function InvitationTable({ invitations, mayEdit, invite, revoke }: InvitationTableProps) {
  const [madeFor, setMadeFor] = useState('');
  const again = useAction(invite, { toastRefusals: true });
  const back = useAction(revoke, { toastRefusals: true });
  const isBusy = again.isBusy || back.isBusy;
  const renew = ({ email, name, role }: InvitationRow) => {
    setMadeFor(name);
    again.run({ email, name, role });
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>Open invitations</CardTitle>
      </CardHeader>
      <Table className="table-fixed" aria-label="Open invitations">
        <TableHeader>
          <tr>
            <TableHead>Person</TableHead>
            <TableHead className="w-28">Role</TableHead>
            <TableHead className="hidden w-32 sm:table-cell">Ends</TableHead>
            <TableHead className="w-52">
              <span className="sr-only">Actions</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {invitations.map((invitation) => (
            <TableRow key={invitation.linkId}>
              <TableCell className="py-2">
                <Person name={invitation.name} detail={invitation.email} />
              </TableCell>
              <TableCell>{roleTitle(invitation.role)}</TableCell>
              <TableCell className="hidden text-muted-foreground sm:table-cell">
                {invitation.isExpired ? <Badge tone="warning">Expired</Badge> : <RelativeTime at={invitation.expiresAt} />}
              </TableCell>
              <TableCell>
                {mayEdit ? (
                  <span className="flex justify-end gap-1">
                    <Button
                      size="sm"
                      variant="ghost"
                      disabled={isBusy}
                      aria-label={`New link for ${invitation.name}`}
                      onClick={() => renew(invitation)}
                    >
                      New link
                    </Button>
                    <Button
                      size="sm"
                      variant="ghost"
                      disabled={isBusy}
                      aria-label={`Take back the invitation of ${invitation.name}`}
                      onClick={() => back.run(invitation.linkId)}
                    >
                      Take back
                    </Button>
                  </span>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {again.outcome?.ok ? (
        <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : again.reset())}>
          <DialogContent title="A new invitation link" description="The earlier link no longer works.">
            <MadeLinkNotice {...again.outcome.value} what="invitation link" name={madeFor} />
          </DialogContent>
        </Dialog>
      ) : null}
    </Card>
  );
}
