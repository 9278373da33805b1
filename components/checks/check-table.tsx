import Link from 'next/link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { cn } from '@/lib/cn';
import type { CodeView } from '@/lib/domain/check-view';
import { formatNumber, formatPercent } from '@/lib/format';
import { paths } from '@/lib/paths';
import { CodeSeverity, CodeState } from './code-state';
import { FiredBars } from './fired-bars';
import { PrecisionFigure } from './precision-figure';

export interface CheckRow extends CodeView {
  checkId: string;
}

interface CheckTableProps {
  project: string;
  label: string;
  rows: readonly CheckRow[];
  /** Checked runs of the window. */
  runs30: number;
}

/** A row a code: how grave it is, how often it fires, how often reviewers agree, and whether it is on. */
export function CheckTable({ project, label, rows, runs30 }: CheckTableProps) {
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      <Table aria-label={label}>
        <TableHeader>
          <tr>
            <TableHead>Looks for</TableHead>
            <TableHead>Severity</TableHead>
            <TableHead className="text-end">7 days</TableHead>
            <TableHead className="text-end">30 days</TableHead>
            <TableHead>Day by day</TableHead>
            <TableHead className="text-end">Of runs</TableHead>
            <TableHead>Precision by verdicts</TableHead>
            <TableHead>State</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.code} className={cn(!row.isEnabled && 'bg-muted/50')}>
              <th scope="row" className="h-11 min-w-48 px-3 py-1 text-start align-middle font-normal">
                <Link
                  href={`${paths.check(project, row.checkId)}#${row.code}`}
                  className="inline-flex min-h-6 items-center font-medium text-link underline-offset-2 hover:underline"
                >
                  {row.title}
                </Link>
                <span className="block font-mono text-2xs text-muted-foreground">{row.code}</span>
              </th>
              <TableCell>
                <CodeSeverity view={row} />
              </TableCell>
              <TableCell className="tabular text-end">{formatNumber(row.fired7)}</TableCell>
              <TableCell className="tabular text-end">{formatNumber(row.fired30)}</TableCell>
              <TableCell>
                <FiredBars byDay={row.firedByDay} />
              </TableCell>
              <TableCell className="tabular text-end">{runs30 === 0 ? '–' : formatPercent(row.fired30 / runs30)}</TableCell>
              <TableCell>
                <PrecisionFigure agreement={row.agreement} />
              </TableCell>
              <TableCell>
                <CodeState view={row} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
