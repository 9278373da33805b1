import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { UndeliveredRow } from '@/lib/domain/connector-view';

/** Decisions that did not arrive somewhere, with the reason; the newest of those that were given up first. */
export function UndeliveredTable({ rows }: { rows: (UndeliveredRow & { href: string })[] }) {
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Not delivered</CardTitle>
        <span className="text-muted-foreground text-xs">{rows.length >= 50 ? 'the newest 50' : null}</span>
      </CardHeader>
      <Table aria-label="Not delivered">
        <TableHeader>
          <tr>
            <TableHead>Run</TableHead>
            <TableHead>Connector</TableHead>
            <TableHead>What became of it</TableHead>
            <TableHead>Reason</TableHead>
            <TableHead>When</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={`${row.connectorId} ${row.outboxId}`}>
              <TableCell className="max-w-40 truncate">
                <Link href={row.href} className="font-mono text-link text-xs hover:underline" title={row.runId}>
                  <bdi>{row.runId}</bdi>
                </Link>
              </TableCell>
              <TableCell className="max-w-36 truncate" title={row.connectorName}>
                <bdi>{row.connectorName}</bdi>
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {row.state === 'given_up' ? <Badge tone="danger">Given up</Badge> : <Badge>Not applicable</Badge>}
              </TableCell>
              <TableCell className="min-w-64 break-words py-2">
                <bdi>{row.reason}</bdi>
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <RelativeTime at={row.endedAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
