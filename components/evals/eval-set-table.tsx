import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { EvalSetSummary } from '@/lib/domain/eval/eval-set';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';

export function EvalSetTable({ project, sets }: { project: string; sets: readonly EvalSetSummary[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      <Table aria-label="Eval sets">
        <TableHeader>
          <tr>
            <TableHead>Set</TableHead>
            <TableHead>Waiting for approval</TableHead>
            <TableHead className="text-end">Approved</TableHead>
            <TableHead className="text-end">Rejected</TableHead>
            <TableHead>Newest version</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {sets.map(({ setId, name, description, candidates, approved, rejected, newestVersion }) => (
            <TableRow key={setId}>
              <TableCell className="min-w-56">
                <Link href={paths.evalSet(project, name)} className="font-medium text-link underline-offset-2 hover:underline">
                  {name}
                </Link>
                {description ? <p className="text-muted-foreground text-xs">{description}</p> : null}
              </TableCell>
              <TableCell>
                {candidates > 0 ? (
                  <Badge tone="warning">{formatCount(candidates, 'candidate')}</Badge>
                ) : (
                  <span className="text-muted-foreground">none</span>
                )}
              </TableCell>
              <TableCell className="tabular text-end">{approved}</TableCell>
              <TableCell className="tabular text-end">{rejected}</TableCell>
              <TableCell>
                {newestVersion ? (
                  <>
                    v{newestVersion.version}, {formatCount(newestVersion.cases, 'case')},{' '}
                    <RelativeTime at={newestVersion.createdAt} className="text-muted-foreground" />
                  </>
                ) : (
                  <span className="text-muted-foreground">none published</span>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
