import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { SeverityMark } from '@/components/evidence/severity-mark';
import { RelativeTime } from '@/components/ui/relative-time';
import type { TypicalFinding } from '@/lib/domain/check-view';
import { paths } from '@/lib/paths';

interface TypicalFindingsProps {
  project: string;
  findings: readonly TypicalFinding[];
}

/** What the check said of the newest runs, each with the way to its run. */
export function TypicalFindings({ project, findings }: TypicalFindingsProps) {
  if (findings.length === 0) return <p className="text-muted-foreground text-sm">It found nothing in the runs of the last 30 days.</p>;
  return (
    <ul className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
      {findings.map(({ runId, runName, startedAt, code, severity, detail, checkVersion, claimId, outcome }) => (
        <li key={`${runId} ${code}`} className="grid gap-x-4 gap-y-0.5 px-4 py-2 text-sm sm:grid-cols-[minmax(0,1fr)_auto]">
          <span className="flex min-w-0 items-start gap-1.5" title={`${code}, version ${checkVersion} of the check`}>
            <SeverityMark severity={severity} className="mt-0.5" />
            <PlainText text={detail} dir="ltr" className="line-clamp-3 min-w-0 whitespace-normal" />
          </span>
          <span className="flex items-baseline gap-2 whitespace-nowrap text-muted-foreground text-xs">
            {outcome === null ? null : <span>{outcome}</span>}
            <RelativeTime at={startedAt} />
            <Link
              href={`${paths.run(project, runId, { tab: 'evidence' })}${claimId === null ? '' : `#claim-${claimId}`}`}
              prefetch={false}
              title={runName ?? undefined}
              className="inline-flex min-h-6 items-center font-mono text-link underline-offset-2 hover:underline"
            >
              {runId}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
