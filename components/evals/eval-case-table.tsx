import { FlaskConical } from 'lucide-react';
import Link from 'next/link';
import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { EvalCaseRow } from '@/lib/domain/eval/eval-set';
import { paths } from '@/lib/paths';
import { readCaseBody } from './case-body';
import { CaseStateBadge } from './case-state-badge';

interface EvalCaseTableProps {
  project: string;
  set: string;
  cases: readonly EvalCaseRow[];
  moreHref: string | null;
}

export function EvalCaseTable({ project, set, cases, moreHref }: EvalCaseTableProps) {
  if (cases.length === 0) {
    return (
      <EmptyState icon={FlaskConical} title="No case here">
        Corrected runs become candidates by themselves; an approved run can be kept with the key p on the reviewer screen.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-2">
      <div className="overflow-hidden rounded-lg border border-border bg-card">
        <Table aria-label="Cases" className="table-fixed">
          <TableHeader>
            <tr>
              <TableHead>Input and expected output</TableHead>
              <TableHead className="w-48">Run</TableHead>
              <TableHead className="w-32">State</TableHead>
              <TableHead className="w-32">Kept</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {cases.map((row) => (
              <TableRow key={row.caseId}>
                <TableCell className="max-w-0">
                  <CaseWords row={row} href={paths.evalCase(project, set, row.caseId)} />
                </TableCell>
                <TableCell>
                  <Link
                    href={paths.run(project, row.runId)}
                    prefetch={false}
                    className="block truncate font-mono text-link text-xs underline-offset-2 hover:underline"
                  >
                    {row.runId}
                  </Link>
                </TableCell>
                <TableCell>
                  <CaseStateBadge state={row.state} />
                </TableCell>
                <TableCell className="text-muted-foreground">
                  <RelativeTime at={row.createdAt} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {moreHref ? (
        <Link href={moreHref} className="justify-self-end text-link text-sm underline-offset-2 hover:underline">
          Further cases
        </Link>
      ) : null}
    </div>
  );
}

function CaseWords({ row, href }: { row: EvalCaseRow; href: string }) {
  const body = readCaseBody(row.body);
  return (
    <>
      <Link href={href} className="block truncate font-medium hover:underline">
        <PlainText text={body?.input ? jsonLine(body.input) : '(no input)'} className="whitespace-nowrap" />
      </Link>
      <span className="block truncate text-muted-foreground text-xs">
        <PlainText
          text={
            body?.expected.is_nothing_correct
              ? 'Nothing in the output was correct'
              : body?.expected.output
                ? jsonLine(body.expected.output)
                : '(no output)'
          }
          className="whitespace-nowrap"
        />
      </span>
    </>
  );
}
