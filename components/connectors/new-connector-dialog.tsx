'use client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import type { ConnectorKindView } from '@/lib/domain/connector-view';
import type { CreateConnector } from './connector-actions';
import { ConnectorForm } from './connector-form';

/** First what kind, then its form. */
export function NewConnectorDialog({ kinds, create }: { kinds: ConnectorKindView[]; create: CreateConnector }) {
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<ConnectorKindView | null>(null);
  const toggle = (to: boolean) => {
    setOpen(to);
    setKind(null);
  };
  return (
    <Dialog open={isOpen} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden /> Add connector
        </Button>
      </DialogTrigger>
      {kind ? (
        <DialogContent title={kind.title} description={kind.about}>
          <ConnectorForm kind={kind} connector={null} save={(fields) => create(kind.kind, fields)} onSaved={() => toggle(false)} />
        </DialogContent>
      ) : (
        <DialogContent title="Add connector" description="Where do you trace?">
          <ul className="grid gap-2">
            {kinds.map((each) => (
              <li key={each.kind}>
                <button
                  type="button"
                  onClick={() => setKind(each)}
                  className="grid w-full gap-0.5 rounded-lg border border-border px-3 py-2.5 text-start hover:border-border-strong hover:bg-accent"
                >
                  <span className="font-medium text-sm">{each.title}</span>
                  <span className="text-muted-foreground text-xs">{each.about}</span>
                </button>
              </li>
            ))}
          </ul>
        </DialogContent>
      )}
    </Dialog>
  );
}
