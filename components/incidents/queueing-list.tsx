'use client';
import { Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { causeSentence } from '@/lib/domain/incident/incident-cause';
import type { QueueingView } from '@/lib/domain/incident/incident-view';
import { formatCount, formatNumber, formatPercent } from '@/lib/format';

interface QueueingListProps {
  queueings: readonly QueueingView[];
  /** Null when the viewer may not. */
  undo: ((queueingId: string) => Promise<ActionOutcome<string>>) | null;
}

const POLL_MS = 2000;

/** What was put before reviewers, how far it has come, and the way back for as long as nobody has begun. */
export function QueueingList({ queueings, undo }: QueueingListProps) {
  const router = useRouter();
  const isMoving = queueings.some(({ state }) => state === 'running' || state === 'undoing');
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => router.refresh(), POLL_MS);
    return () => clearInterval(timer);
  }, [isMoving, router]);
  return (
    <ul className="grid gap-2">
      {queueings.map((queueing) => (
        <li
          key={queueing.queueingId}
          className="flex flex-wrap items-start justify-between gap-2 rounded-md border border-border px-3 py-2 text-sm"
        >
          <div className="grid min-w-0 gap-0.5">
            <p className="min-w-0">
              <PlainText text={causeSentence(queueing.cause)} dir="ltr" />
              <span className="text-muted-foreground">
                {' '}
                {queueing.share < 1 ? `a random ${formatPercent(queueing.share)} ` : ''}into {queueing.queue}
              </span>
            </p>
            <p role="status" className="text-muted-foreground text-xs">
              {words(queueing)} · <RelativeTime at={queueing.createdAt} /> by <PlainText text={queueing.createdByName} />
            </p>
          </div>
          {undo && queueing.state === 'done' && queueing.queued + queueing.reasonsAdded > 0 ? (
            <UndoButton undo={() => undo(queueing.queueingId)} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function UndoButton({ undo }: { undo: () => Promise<ActionOutcome<string>> }) {
  const { isBusy, run } = useAction(undo, { toastRefusals: true, onDone: (sentence) => toast.success(sentence) });
  return (
    <Button size="sm" variant="ghost" isBusy={isBusy} onClick={() => run()} title="Takes out what nobody has begun; the rest stays">
      {isBusy ? null : <Undo2 aria-hidden />}
      Take back
    </Button>
  );
}

function words(queueing: QueueingView): string {
  const parts = [
    [queueing.queued, 'queued'],
    [queueing.reasonsAdded, 'were waiting'],
    [queueing.decidedAlready, 'decided before'],
    [queueing.removedBefore, 'removed before'],
    [queueing.alreadyIn, 'were in already'],
  ] as const;
  const counts = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatNumber(count)} ${word}`)
    .join(', ');
  if (queueing.state === 'running') return `${formatCount(queueing.seen, 'run')} looked at so far: ${counts || 'none queued yet'}`;
  if (queueing.state === 'undoing') return `Being taken back: ${formatNumber(queueing.undone)} so far`;
  if (queueing.state === 'undone')
    return `Taken back: ${formatNumber(queueing.undone)} of ${formatNumber(queueing.queued + queueing.reasonsAdded)}`;
  return counts || 'No run was there to queue';
}
