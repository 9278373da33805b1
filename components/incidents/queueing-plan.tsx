import type { QueueingPreview } from '@/lib/domain/incident/queueing';
import { formatCount, formatNumber, formatPercent } from '@/lib/format';

interface QueueingPlanProps {
  /** Null while it is being counted. */
  preview: QueueingPreview | null;
  share: number;
}

/** What will happen, line by line: nothing that the button does is left out. */
export function QueueingPlan({ preview, share }: QueueingPlanProps) {
  return (
    <div role="status" className="min-h-24 rounded-md border border-border bg-muted px-3 py-2 text-sm">
      {preview === null ? <p className="text-muted-foreground">Counting what will happen …</p> : <Plan preview={preview} share={share} />}
    </div>
  );
}

function Plan({ preview, share }: { preview: QueueingPreview; share: number }) {
  const lines: [count: number, words: string][] = [
    [preview.newItems, 'become new items of the queue'],
    [preview.reasonsAdded, 'wait for review already: they keep their item and get this reason too'],
    [preview.alreadyIn, 'are in this incident already: nothing happens'],
    [preview.decidedAlready, 'were decided in this queue before: they are listed, not reviewed again'],
    [preview.removedBefore, 'were removed from this queue before: they are listed and stay out'],
    [preview.notChecked, 'are still arriving: they are listed only'],
  ];
  return (
    <>
      <p className="font-medium">
        {share < 1
          ? `${formatNumber(preview.picked)} of ${formatCount(preview.found, 'run')}, picked at random with a chance of ${formatPercent(share, share < 0.1 ? 0 : 0)} each`
          : formatCount(preview.found, 'run')}
        {preview.isMore ? ' counted; there are more, and the worker goes on through all of them' : ''}
      </p>
      <ul className="mt-1 grid gap-0.5">
        {lines.map(([count, words]) =>
          count > 0 ? (
            <li key={words} className="grid grid-cols-[3.5rem_1fr] gap-2">
              <span className="tabular text-end">{formatNumber(count)}</span>
              <span>{words}</span>
            </li>
          ) : null,
        )}
      </ul>
      <p className="mt-1 text-muted-foreground text-xs">Each run once. It can be taken back for as long as nobody has begun.</p>
    </>
  );
}
