import { Download, GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { EvalVersionSummary } from '@/lib/domain/eval/eval-set';
import { formatCount, formatInstant } from '@/lib/format';
import { paths, withQuery } from '@/lib/paths';

interface EvalVersionTableProps {
  project: string;
  set: string;
  /** Newest first. */
  versions: readonly EvalVersionSummary[];
}

export function EvalVersionTable({ project, set, versions }: EvalVersionTableProps) {
  if (versions.length === 0) {
    return (
      <EmptyState title="No version is published">
        Approve candidates, then publish: from then on the version and its hash stay as they are.
      </EmptyState>
    );
  }
  const base = paths.evalSet(project, set);
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      <Table aria-label="Versions">
        <TableHeader>
          <tr>
            <TableHead>Version</TableHead>
            <TableHead>Cases</TableHead>
            <TableHead>Hash of the file</TableHead>
            <TableHead>Published</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {versions.map(({ version, cases, sha256, note, createdAt }, place) => {
            const before = versions[place + 1];
            return (
              <TableRow key={version}>
                <TableCell>
                  <Link
                    href={paths.evalSet(project, set, { show: 'versions', version })}
                    className="font-medium text-link underline-offset-2 hover:underline"
                  >
                    v{version}
                  </Link>
                  {note ? (
                    <p className="max-w-72 text-muted-foreground text-xs">
                      <PlainText text={note} />
                    </p>
                  ) : null}
                </TableCell>
                <TableCell>{formatCount(cases, 'case')}</TableCell>
                <TableCell>
                  <span className="flex items-center gap-1">
                    <code className="font-mono text-xs" title={sha256}>
                      {sha256.slice(0, 16)}…
                    </code>
                    <CopyButton text={sha256} what="hash" />
                  </span>
                </TableCell>
                <TableCell className="text-muted-foreground">{formatInstant(createdAt)}</TableCell>
                <TableCell>
                  <span className="flex items-center justify-end gap-3 text-xs">
                    {before ? (
                      <Link
                        href={withQuery(`${base}/diff`, { from: before.version, to: version })}
                        className="inline-flex items-center gap-1 text-link hover:underline"
                      >
                        <GitCompareArrows aria-hidden className="size-3.5" />
                        Changes since v{before.version}
                      </Link>
                    ) : null}
                    <a
                      href={withQuery(`${base}/download`, { version })}
                      download
                      className="inline-flex items-center gap-1 text-link hover:underline"
                    >
                      <Download aria-hidden className="size-3.5" />
                      JSONL
                    </a>
                  </span>
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}
