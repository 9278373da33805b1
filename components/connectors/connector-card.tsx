'use client';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/people/confirm-dialog';
import { useAction } from '@/components/people/use-action';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader } from '@/components/ui/card';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toast';
import type { ConnectorKindView, ConnectorRow, ConnectorState } from '@/lib/domain/connector-view';
import { formatNumber } from '@/lib/format';
import type { ConnectorActions } from './connector-actions';
import { ConnectorForm } from './connector-form';
import { ConnectorMenu } from './connector-menu';
import { ConnectorStanding } from './connector-standing';
import { TestResult } from './test-result';

const STATES: Record<ConnectorState, { tone: 'success' | 'danger' | 'neutral' | 'info'; words: string }> = {
  working: { tone: 'success', words: 'Working' },
  failing: { tone: 'danger', words: 'Failing' },
  new: { tone: 'info', words: 'Nothing sent yet' },
  off: { tone: 'neutral', words: 'Off' },
};

interface ConnectorCardProps {
  connector: ConnectorRow;
  /** Null for a kind that this version does not have. */
  kind: ConnectorKindView | null;
  actions: ConnectorActions;
}

export function ConnectorCard({ connector, kind, actions }: ConnectorCardProps) {
  const { connectorId, name, kindTitle, state, isEnabled, waiting } = connector;
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const test = useAction(() => actions.test(connectorId), { toastRefusals: true });
  const switching = useAction((to: boolean) => actions.switchTo(connectorId, to), { toastRefusals: true });
  const resending = useAction(() => actions.resend(connectorId), {
    toastRefusals: true,
    onDone: (count) => toast.success(`${formatNumber(count)} are being sent again.`),
  });
  return (
    <Card aria-label={name}>
      <CardHeader>
        <div className="flex min-w-0 items-center gap-2">
          <h2 className="min-w-0 truncate font-semibold text-sm" title={name}>
            <bdi>{name}</bdi>
          </h2>
          {kindTitle === name ? null : <span className="shrink-0 text-muted-foreground text-sm">{kindTitle}</span>}
          <Badge tone={STATES[state].tone}>{STATES[state].words}</Badge>
        </div>
        <div className="flex items-center gap-2">
          <Switch
            checked={isEnabled}
            disabled={switching.isBusy}
            onCheckedChange={(to) => switching.run(to)}
            aria-label={`Send to ${name}`}
          />
          <Button size="sm" isBusy={test.isBusy} onClick={() => test.run()} disabled={kind === null}>
            <Send aria-hidden /> Test
          </Button>
          <ConnectorMenu
            connector={connector}
            onEdit={kind ? () => setOpen('edit') : null}
            onResend={() => resending.run()}
            onRemove={() => setOpen('remove')}
          />
        </div>
      </CardHeader>
      <CardContent className="grid gap-3">
        <ConnectorStanding connector={connector} />
        {test.outcome?.ok ? <TestResult test={test.outcome.value} /> : null}
      </CardContent>
      {open === 'edit' && kind ? (
        <Dialog open onOpenChange={() => setOpen(null)}>
          <DialogContent title={`Edit ${name}`} description={kind.about}>
            <ConnectorForm
              kind={kind}
              connector={connector}
              save={(fields) => actions.change(connectorId, fields)}
              onSaved={() => setOpen(null)}
            />
          </DialogContent>
        </Dialog>
      ) : null}
      {open === 'remove' ? (
        <ConfirmDialog title={`Remove “${name}”?`} verb="Remove" action={() => actions.remove(connectorId)} onClose={() => setOpen(null)}>
          Its credential is deleted{waiting > 0 ? `, and ${formatNumber(waiting)} waiting decisions will not be sent there` : ''}. What was
          sent stays there.
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}
