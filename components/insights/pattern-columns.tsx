import type { ReactNode } from 'react';
import { Table, TableBody, TableHead, TableHeader } from '@/components/ui/table';

interface PatternColumnsProps {
  label: string;
  /** Heads of what differs between the tables: what a row is, and its bars. */
  heads: { row: string; bars: string };
  /** Rows of patterns. */
  children: ReactNode;
}

/** The columns that every row of a pattern has. */
export function PatternColumns({ label, heads, children }: PatternColumnsProps) {
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      <Table aria-label={label}>
        <TableHeader>
          <tr>
            <TableHead>{heads.row}</TableHead>
            <TableHead className="text-end">Runs</TableHead>
            <TableHead className="text-end">Of checked</TableHead>
            <TableHead>{heads.bars}</TableHead>
            <TableHead>Last 7 days</TableHead>
            <TableHead>Reviews</TableHead>
            <TableHead>
              <span className="sr-only">Go on</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>{children}</TableBody>
      </Table>
    </div>
  );
}
