import Link from 'next/link';
import { jsonText } from '@/components/evidence/json-text';
import { LongText } from '@/components/evidence/long-text';
import { Badge } from '@/components/ui/badge';
import type { AnswerCluster } from '@/lib/domain/compare/sibling-group';
import { formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';

interface AnswerClustersProps {
  project: string;
  runId: string;
  clusters: readonly AnswerCluster[];
}

/** Which different answers the group gives, how often, and under which versions. */
export function AnswerClusters({ project, runId, clusters }: AnswerClustersProps) {
  return (
    <ol className="grid gap-3">
      {clusters.map(({ runIds, answer, isOwn, versions }) => {
        const other = runIds.find((id) => id !== runId);
        return (
          <li
            key={runIds[0]}
            className="grid gap-x-6 gap-y-1 border-border border-t pt-3 first:border-t-0 first:pt-0 md:grid-cols-[13rem_minmax(0,1fr)]"
          >
            <div className="grid content-start gap-1 text-sm">
              <span className="flex items-center gap-2">
                <span className="tabular font-medium">
                  {formatNumber(runIds.length)} {runIds.length === 1 ? 'run' : 'runs'}
                </span>
                {isOwn ? <Badge tone="accent">this run's answer</Badge> : null}
              </span>
              <ul className="grid gap-0.5 text-muted-foreground text-xs">
                {versions.slice(0, 5).map(({ version, runs }) => (
                  <li key={version ?? ''} className="wrap-anywhere">
                    <bdi>{version ?? 'version not recorded'}</bdi>
                    {versions.length > 1 ? ` × ${runs}` : ''}
                  </li>
                ))}
                {versions.length > 5 ? <li>and {versions.length - 5} other versions</li> : null}
              </ul>
              {other ? (
                <Link
                  href={paths.compare(project, runId, other)}
                  prefetch={false}
                  className="w-fit text-link text-xs underline-offset-2 hover:underline"
                >
                  Compare with {isOwn ? 'another that says so' : 'this run'}
                </Link>
              ) : null}
            </div>
            <div className="min-w-0 text-sm">
              {answer === null ? (
                <p className="text-muted-foreground">Further different answers, counted together.</p>
              ) : answer === '' ? (
                <p className="text-muted-foreground">No answer was recorded.</p>
              ) : (
                <LongText text={jsonText(answer)} limit={500} />
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
