'use client';
import { UserPlus } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type Role, roleSchema } from '@/lib/domain/policy';
import { type ActionOutcome, fieldProblem, formProblem } from './action-outcome';
import { MadeLinkNotice } from './made-link-notice';
import { ROLE_LINES, RoleOptions } from './role-options';
import { useAction } from './use-action';

export interface InvitationFields {
  email: string;
  name: string;
  role: Role;
}
export type Invite = (invitation: InvitationFields) => Promise<ActionOutcome<{ path: string; expiresAt: string }>>;

export function InviteDialog({ invite }: { invite: Invite }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus aria-hidden /> Invite
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Invite somebody"
        description="You get a link to hand over; they choose their own password, or use single sign-on."
      >
        <InviteForm invite={invite} />
      </DialogContent>
    </Dialog>
  );
}

function InviteForm({ invite }: { invite: Invite }) {
  const [role, setRole] = useState<Role>('reviewer');
  const [name, setName] = useState('');
  const { isBusy, outcome, run } = useAction(invite);
  if (outcome?.ok) return <MadeLinkNotice {...outcome.value} what="invitation link" name={name} />;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ email: String(new FormData(event.currentTarget).get('email')), name, role });
  };
  const [emailProblem, nameProblem] = [fieldProblem(outcome, '/email'), fieldProblem(outcome, '/name')];
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field id="invite-email" label="E-mail" error={emailProblem}>
        <Input
          {...fieldAria('invite-email', emailProblem)}
          name="email"
          type="email"
          autoComplete="off"
          required
          maxLength={320}
          autoFocus
        />
      </Field>
      <Field id="invite-name" label="Name" error={nameProblem}>
        <Input
          {...fieldAria('invite-name', nameProblem)}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          dir="auto"
          required
          maxLength={120}
        />
      </Field>
      <Field id="invite-role" label="Role" hint={ROLE_LINES[role]}>
        <Select {...fieldAria('invite-role', null, true)} value={role} onChange={(event) => setRole(roleSchema.parse(event.target.value))}>
          <RoleOptions />
        </Select>
      </Field>
      <FormAlert>{formProblem(outcome, ['/email', '/name'])}</FormAlert>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Make the link
        </Button>
      </DialogFooter>
    </form>
  );
}
