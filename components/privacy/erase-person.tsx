'use client';
import { useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { ConfirmDialog } from '@/components/people/confirm-dialog';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { ErasedSubject } from '@/lib/domain/erase-subject';
import { formatCount } from '@/lib/format';

type Erase = (userId: string, purpose: string) => Promise<ActionOutcome<ErasedSubject>>;

/** Drops the key of one user, so that no value that came with that user's runs can be had back. */
export function ErasePerson({ erase }: { erase: Erase }) {
  const [userId, setUserId] = useState('');
  const [purpose, setPurpose] = useState('');
  const [isAsking, setAsking] = useState(false);
  const isSaid = userId.trim() !== '' && purpose.trim().length >= 3;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Erase a user</CardTitle>
      </CardHeader>
      <CardContent>
        <form
          className="grid items-start gap-4 md:grid-cols-2"
          onSubmit={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          <Field id="erase-user" label="User ID" hint="As the tracer sends it, or as it stands in the runs">
            <Input
              {...fieldAria('erase-user', null, true)}
              value={userId}
              onChange={(event) => setUserId(event.target.value)}
              maxLength={512}
              autoComplete="off"
            />
          </Field>
          <Field id="erase-purpose" label="Purpose" hint="Goes into the trail">
            <Input
              {...fieldAria('erase-purpose', null, true)}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value)}
              maxLength={500}
              autoComplete="off"
            />
          </Field>
          <Button type="submit" variant="danger" className="w-fit" disabled={!isSaid}>
            Erase …
          </Button>
        </form>
        {isAsking ? (
          <ConfirmDialog
            title="Erase this user?"
            verb="Erase for good"
            action={async () => {
              const outcome = await erase(userId, purpose);
              if (outcome.ok)
                toast.success(`${formatCount(outcome.value.values, 'value')} erased, out of ${formatCount(outcome.value.runs, 'run')}.`);
              return outcome;
            }}
            onClose={() => setAsking(false)}
            onDone={() => {
              setUserId('');
              setPurpose('');
            }}
          >
            Values that were tokenised out of the runs of <bdi className="break-all font-mono">{userId.trim()}</bdi> cannot be had back by
            anybody afterwards. The runs stay, with their marks. This cannot be undone.
          </ConfirmDialog>
        ) : null}
      </CardContent>
    </Card>
  );
}
