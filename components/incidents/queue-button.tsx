'use client';
import { Users } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { keyHint } from '@/components/shell/key-hint';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import type { BlastActions } from './blast-actions';
import { QueueDialog, type QueueDialogMaterial } from './queue-dialog';

interface QueueButtonProps {
  material: QueueDialogMaterial;
  bindings: KeyBindings;
  actions: BlastActions;
  runHref: string;
}

/** The button of a cause, and the keys of the page: q queues its runs, j and k choose another cause, b goes back to the run. */
export function QueueButton({ material, bindings, actions, runHref }: QueueButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  useKeyCommands(bindings, {
    'runs.queue': () => setOpen(true),
    'incident.open': () => setOpen(true),
    'claim.next': () => chooseCause(1),
    'claim.previous': () => chooseCause(-1),
    'run.blast': () => router.push(runHref),
  });
  const hint = keyHint(bindings, 'runs.queue');
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Users aria-hidden />
        Put before reviewers
        {hint ? <Kbd className="border-transparent bg-transparent text-primary-foreground">{hint}</Kbd> : null}
      </Button>
      {isOpen ? <QueueDialog material={material} actions={actions} /> : null}
    </Dialog>
  );
}

/** The links themselves are followed, so that key and mouse do the same. */
function chooseCause(step: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-cause]')];
  const at = links.findIndex((link) => link.getAttribute('aria-current') === 'true');
  const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.click();
}
