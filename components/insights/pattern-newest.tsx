import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { PatternDetail } from '@/lib/domain/pattern/pattern-view';
import { formatScore } from '@/lib/format';
import { paths } from '@/lib/paths';

const TONES: Record<string, 'success' | 'danger' | 'warning'> = {
  approved: 'success',
  corrected: 'danger',
  rejected: 'danger',
  escalated: 'warning',
};

/** The newest runs of a pattern: a line each. */
export function PatternNewest({ project, runs }: { project: string; runs: PatternDetail['newest'] }) {
  return (
    <ul className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
      {runs.map(({ runId, startedAt, inputPreview, risk, reviewOutcome }) => (
        <li key={runId}>
          <Link href={paths.run(project, runId)} className="flex items-center gap-3 px-3 py-1.5 text-sm hover:bg-muted/60">
            <span className="w-40 shrink-0 truncate font-mono text-link text-xs">{runId}</span>
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {inputPreview}
            </span>
            {reviewOutcome ? <Badge tone={TONES[reviewOutcome] ?? 'neutral'}>{reviewOutcome}</Badge> : null}
            <span className="tabular w-10 shrink-0 text-end text-xs" title="Risk">
              {risk === null ? '–' : formatScore(risk)}
            </span>
            <RelativeTime at={startedAt} className="w-20 shrink-0 text-end text-muted-foreground text-xs" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
