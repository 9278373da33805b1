import { PlainText } from '@/components/evidence/plain-text';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { keyRate } from '@/lib/domain/learning/key-rate';
import type { RiskModelBody } from '@/lib/domain/learning/risk-model';
import { formatPercent } from '@/lib/format';

/** What each route, prompt, model and template adds because of its past, largest first. */
export function HistoryTable({ body }: { body: RiskModelBody }) {
  const entries = [...body.history].sort((a, b) => Math.abs(b.term) - Math.abs(a.term));
  return (
    <Card>
      <CardHeader>
        <CardTitle>What the past adds</CardTitle>
        <p className="text-muted-foreground text-xs">
          Few verdicts are drawn towards the whole; what the text score knows is not counted again.
        </p>
      </CardHeader>
      {entries.length === 0 ? (
        <p className="p-4 text-muted-foreground text-sm">
          The decided runs name one route, prompt, model and template at most, so there is nothing to tell apart.
        </p>
      ) : (
        <Table aria-label="History of keys">
          <TableHeader>
            <tr>
              <TableHead className="ps-4">Of</TableHead>
              <TableHead>Name</TableHead>
              <TableHead className="text-end">Verdicts</TableHead>
              <TableHead className="text-end">Changed</TableHead>
              <TableHead className="text-end">Shrunk rate</TableHead>
              <TableHead className="pe-4 text-end">Adds to the log-odds</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {entries.map(({ factor, key, n, changed, term, low, high }) => (
              <TableRow key={`${factor} ${key}`}>
                <TableCell className="ps-4 text-muted-foreground">{factor}</TableCell>
                <TableCell className="max-w-64">
                  <PlainText text={key} className="block truncate" />
                </TableCell>
                <TableCell className="tabular text-end">{n}</TableCell>
                <TableCell className="tabular text-end">{changed}</TableCell>
                <TableCell className="tabular text-end">{formatPercent(keyRate(term, body.verdicts))}</TableCell>
                <TableCell className="tabular whitespace-nowrap pe-4 text-end">
                  <span className="font-medium">{signed(term)}</span>
                  <span className="ms-2 text-muted-foreground text-xs">
                    {signed(low)} to {signed(high)}
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
