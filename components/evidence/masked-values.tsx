'use client';
import { EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type MaskedValue, marksIn } from '@/lib/domain/mask-token';
import { formatCount } from '@/lib/format';
import { MaskMark } from './mask-mark';

type Reveal = (token: string, purpose: string) => Promise<ActionOutcome<{ value: string }>>;

interface MaskedValuesProps {
  values: readonly MaskedValue[];
  /** Null for who may not have values back. */
  reveal: Reveal | null;
}

/** How many values of a run are masked, and the way to have one back: with a purpose, which goes into the trail. */
export function MaskedValues({ values, reveal }: MaskedValuesProps) {
  const [purpose, setPurpose] = useState('');
  const id = useId();
  if (values.length === 0) return null;
  const isSaid = purpose.trim().length >= 3;
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm">
          <EyeOff aria-hidden className="size-3.5" />
          {formatCount(values.length, 'masked value')}
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Masked values"
        description={
          reveal
            ? 'Who looked, at what and why is written to the trail before a value is shown.'
            : 'Owners, leads and auditors can have these values back. Ask one of them, and name the letters behind the kind.'
        }
      >
        {reveal ? (
          <Field id={id} label="Purpose" hint="Why you need the values, for example a complaint or a case number.">
            <Input
              {...fieldAria(id, null, true)}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value)}
              maxLength={500}
              autoComplete="off"
            />
          </Field>
        ) : null}
        <ul className="grid max-h-80 gap-1 overflow-y-auto">
          {values.map((value) => (
            <RevealRow key={value.token} value={value} purpose={isSaid ? purpose : null} reveal={reveal} />
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  );
}

function RevealRow({ value, purpose, reveal }: { value: MaskedValue; purpose: string | null; reveal: Reveal | null }) {
  const [shown, setShown] = useState<string | null>(null);
  const { isBusy, outcome, run } = useAction((token: string, why: string) => (reveal ? reveal(token, why) : Promise.reject(new Error())), {
    onDone: (revealed) => setShown(revealed.value),
  });
  const [mark] = marksIn(value.token);
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-3 border-border border-b py-1 text-sm">
      {mark ? <MaskMark mark={mark} /> : null}
      <span className="text-muted-foreground text-xs">{formatCount(value.count, 'time')}</span>
      {shown === null ? null : (
        <bdi className="min-w-0 break-all font-mono text-xs" aria-live="polite">
          {shown}
        </bdi>
      )}
      {outcome && !outcome.ok ? (
        <span role="alert" className="text-danger text-xs">
          {outcome.message}
        </span>
      ) : null}
      {reveal && shown === null ? (
        <Button
          variant="outline"
          size="sm"
          className="ms-auto"
          isBusy={isBusy}
          disabled={purpose === null}
          onClick={() => run(value.token, purpose ?? '')}
          aria-label={`Reveal the ${value.type.replaceAll('_', ' ')} ${value.token.slice(-5, -1)}`}
        >
          Reveal
        </Button>
      ) : null}
    </li>
  );
}
