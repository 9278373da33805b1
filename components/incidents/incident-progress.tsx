import { Progress } from '@/components/ui/progress';
import type { IncidentProgress as ProgressCounts } from '@/lib/domain/incident/incident-view';
import { formatNumber, formatPercent } from '@/lib/format';

interface IncidentProgressProps {
  progress: ProgressCounts;
  runCount: number;
}

/** How far reviewers have come with what the incident put before them. */
export function IncidentProgress({ progress, runCount }: IncidentProgressProps) {
  const decided = progress.approved + progress.corrected + progress.rejected;
  const parts = [
    { name: 'corrected', value: progress.corrected, tone: 'warning' as const },
    { name: 'rejected', value: progress.rejected, tone: 'danger' as const },
    { name: 'approved', value: progress.approved, tone: 'success' as const },
    { name: 'in review', value: progress.inReview + progress.escalated, tone: 'accent' as const },
  ].filter(({ value }) => value > 0);
  if (progress.items === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        {runCount === 0 ? 'No run is listed yet.' : `${formatNumber(runCount)} listed; none of them is before reviewers.`}
      </p>
    );
  }
  return (
    <div className="grid gap-1.5">
      <p className="text-sm">
        <span className="font-medium">
          {formatNumber(decided)} of {formatNumber(progress.items)}
          {progress.isMore ? '+' : ''} decided
        </span>{' '}
        ({formatPercent(decided / progress.items)})
        <span className="text-muted-foreground">
          {[
            [progress.waiting, 'waiting'],
            [progress.inReview, 'in review'],
            [progress.escalated, 'escalated'],
            [progress.approved, 'approved'],
            [progress.corrected, 'corrected'],
            [progress.rejected, 'rejected'],
            [progress.other, 'removed'],
          ]
            .filter(([count]) => Number(count) > 0)
            .map(([count, word]) => ` · ${formatNumber(Number(count))} ${word}`)
            .join('')}
        </span>
      </p>
      <Progress label="Decided" parts={parts} total={progress.items} className="h-2" />
    </div>
  );
}
