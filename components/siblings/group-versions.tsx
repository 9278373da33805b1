import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { SiblingGroup } from '@/lib/domain/compare/sibling-group';
import { formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';

import { ShareIntervalBar } from './share-interval';

interface GroupVersionsProps {
  project: string;
  runId: string;
  title: string;
  versions: SiblingGroup['versions'];
}

/** For each version of the group, how many of its runs answer otherwise than this run. */
export function GroupVersions({ project, runId, title, versions }: GroupVersionsProps) {
  const keyed = versions.map((version, key) => ({ ...version, key }));
  return (
    <Table>
      <TableHeader>
        <tr>
          <TableHead>{title}</TableHead>
          <TableHead className="text-end">Runs</TableHead>
          <TableHead className="text-end">Answer differently</TableHead>
          <TableHead className="w-[45%]">Share, with its 95 % interval</TableHead>
          <TableHead>
            <span className="sr-only">Compare</span>
          </TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {keyed.map(({ key, version, isOwn, runs, otherwise, interval, exampleRunId }) => (
          <TableRow key={key}>
            <TableCell className="min-w-48">
              <span className="flex flex-wrap items-center gap-2">
                {version === null ? (
                  <span className="text-muted-foreground">not recorded</span>
                ) : (
                  <PlainText text={version} className="wrap-anywhere" />
                )}
                {isOwn ? <Badge tone="accent">this run's</Badge> : null}
              </span>
            </TableCell>
            <TableCell className="tabular text-end">{formatNumber(runs)}</TableCell>
            <TableCell className="tabular text-end">{formatNumber(otherwise)}</TableCell>
            <TableCell>
              <ShareIntervalBar interval={interval} />
            </TableCell>
            <TableCell className="text-end">
              <Link
                href={paths.compare(project, runId, exampleRunId)}
                prefetch={false}
                className="whitespace-nowrap text-link text-xs underline-offset-2 hover:underline"
              >
                {otherwise > 0 ? 'Compare with one that differs' : 'Compare with one'}
              </Link>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
