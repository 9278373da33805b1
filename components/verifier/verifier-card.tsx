'use client';
import { Pencil, Scale, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/people/confirm-dialog';
import { useAction } from '@/components/people/use-action';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader } from '@/components/ui/card';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Switch } from '@/components/ui/switch';
import type { VerifierState, VerifierView } from '@/lib/domain/verifier/verifier-view';
import type { VerifierActions } from './verifier-actions';
import { KINDS } from './verifier-fields';
import { VerifierForm } from './verifier-form';
import { VerifierStanding } from './verifier-standing';
import { VerifierTestResult } from './verifier-test-result';

const STATES: Record<VerifierState, { tone: BadgeTone; words: string }> = {
  none: { tone: 'neutral', words: 'Not set up' },
  off: { tone: 'neutral', words: 'Off' },
  on: { tone: 'success', words: 'On' },
  away: { tone: 'danger', words: 'Away' },
  over_budget: { tone: 'warning', words: 'Over budget' },
};

export function VerifierCard({ view, actions }: { view: VerifierView; actions: VerifierActions }) {
  const { settings, state } = view;
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const test = useAction(actions.test, { toastRefusals: true });
  const switching = useAction(actions.save, { toastRefusals: true });
  return (
    <Card aria-label="Verifier">
      {settings === null ? (
        <EmptyState
          icon={Scale}
          title={state === 'none' ? 'Sentences are judged by their words alone' : 'The settings cannot be read by this version'}
          action={
            <Button variant="primary" onClick={() => setOpen('edit')}>
              Set up a verifier
            </Button>
          }
          className="py-12"
        >
          A verifier is a model of yours that says how well a sentence follows from its evidence. It tells a paraphrase from plausible
          filler, which words alone cannot. While it is away, everything goes on without it.
        </EmptyState>
      ) : (
        <>
          <CardHeader>
            <div className="flex min-w-0 items-center gap-2">
              <h2 className="font-semibold text-sm">{KINDS[settings.kind].title}</h2>
              <Badge tone={STATES[state].tone}>{STATES[state].words}</Badge>
            </div>
            <div className="flex items-center gap-2">
              <Switch
                checked={state !== 'off'}
                disabled={switching.isBusy}
                onCheckedChange={(to) => switching.run({ settings, is_on: to })}
                aria-label="Ask the verifier"
              />
              <Button size="sm" isBusy={test.isBusy} onClick={() => test.run()}>
                <Send aria-hidden /> Test
              </Button>
              <Button size="sm" onClick={() => setOpen('edit')}>
                <Pencil aria-hidden /> Edit
              </Button>
              <Button variant="ghost" size="icon" aria-label="Remove the verifier" onClick={() => setOpen('remove')}>
                <Trash2 aria-hidden />
              </Button>
            </div>
          </CardHeader>
          <CardContent className="grid gap-3">
            <VerifierStanding view={view} settings={settings} />
            {test.outcome?.ok ? <VerifierTestResult test={test.outcome.value} /> : null}
          </CardContent>
        </>
      )}
      {open === 'edit' ? (
        <Dialog open onOpenChange={() => setOpen(null)}>
          <DialogContent
            title={settings ? 'Edit the verifier' : 'Set up a verifier'}
            description="Sentences, the evidence nearest to them and the question of the run are sent there, as they are stored."
          >
            <VerifierForm view={view} save={actions.save} onSaved={() => setOpen(null)} />
          </DialogContent>
        </Dialog>
      ) : null}
      {open === 'remove' ? (
        <ConfirmDialog title="Remove the verifier?" verb="Remove" action={actions.remove} onClose={() => setOpen(null)}>
          Its credential and the scores that are kept are deleted. Runs keep the risk that they have.
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}
