'use client';
import { Users } from 'lucide-react';
import { useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { keyHint } from '@/components/shell/key-hint';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { toast } from '@/components/ui/toast';
import type { KeyBindings } from '@/lib/domain/key-bindings';

interface QueueListedProps {
  bindings: KeyBindings;
  queue: (key: string) => Promise<ActionOutcome<string>>;
}

/** Puts the runs of the incident before reviewers: new runs of its cause, or those that are listed. Each once, however often. */
export function QueueListed({ bindings, queue }: QueueListedProps) {
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { isBusy, run } = useAction(queue, {
    toastRefusals: true,
    onDone: (sentence) => {
      toast.success(sentence);
      setKey(crypto.randomUUID());
    },
  });
  useKeyCommands(bindings, { 'runs.queue': () => run(key) });
  const hint = keyHint(bindings, 'runs.queue');
  return (
    <Button isBusy={isBusy} onClick={() => run(key)} title="Runs that are in already stay as they are">
      {isBusy ? null : <Users aria-hidden />}
      Put its runs before reviewers
      {hint ? <Kbd>{hint}</Kbd> : null}
    </Button>
  );
}
