import { ReliabilityChart } from '@/components/chart/reliability-chart';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { RiskModelBody } from '@/lib/domain/learning/risk-model';

interface Row {
  name: string;
  what: string;
  before: number | null;
  after: number | null;
  isLessBetter?: boolean;
}

/** Before and after, on verdicts that the fit had not seen, and how far its probabilities held. */
export function FiguresCard({ version, body }: { version: number; body: RiskModelBody }) {
  const { ranking, probabilities, folds } = body.figures;
  const rows: Row[] = [
    { name: 'AUROC', what: 'a changed run stands above an approved one', ...pair(ranking, 'auroc') },
    { name: 'Average precision', what: 'over all places of a changed run', ...pair(ranking, 'average_precision') },
    { name: 'Found at 20 %', what: 'of all changed runs, in the first fifth', ...pair(ranking, 'found20') },
    { name: 'Log-loss', what: 'at the level of these verdicts', ...pair(ranking, 'log_loss'), isLessBetter: true },
    { name: 'Brier', what: 'squared error of probabilities', ...pair(probabilities, 'brier'), isLessBetter: true },
    { name: 'ECE', what: 'how far probabilities are off', ...pair(probabilities, 'ece'), isLessBetter: true },
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>Is version {version} better?</CardTitle>
        <p className="text-muted-foreground text-xs">
          {body.verdicts.runs} verdicts, each scored by a fit that had not seen it ({folds} folds)
        </p>
      </CardHeader>
      <CardContent className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_auto]">
        <Table aria-label="Figures before and after">
          <TableHeader>
            <tr>
              <TableHead className="ps-0">Figure</TableHead>
              <TableHead className="text-end">As shipped</TableHead>
              <TableHead className="text-end">Learnt</TableHead>
              <TableHead className="pe-0 text-end">Change</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <FigureRow key={row.name} row={row} />
            ))}
          </TableBody>
        </Table>
        {probabilities ? (
          <ReliabilityChart before={probabilities.before.bins} after={probabilities.after.bins} />
        ) : (
          <p className="max-w-72 text-muted-foreground text-sm">
            <strong className="font-medium text-foreground">Not calibrated yet.</strong> The order follows what was learnt, the
            probabilities keep the shipped level: {body.calibration_gap}.
          </p>
        )}
      </CardContent>
    </Card>
  );
}

function FigureRow({ row: { name, what, before, after, isLessBetter = false } }: { row: Row }) {
  const change = before === null || after === null ? null : after - before;
  const isBetter = change !== null && (isLessBetter ? change < 0 : change > 0);
  return (
    <TableRow>
      <TableCell className="ps-0">
        {name}
        <span className="ms-2 text-muted-foreground text-xs">{what}</span>
      </TableCell>
      <TableCell className="tabular text-end">{figure(before)}</TableCell>
      <TableCell className="tabular text-end font-medium">{figure(after)}</TableCell>
      <TableCell className={`tabular pe-0 text-end ${isBetter ? 'text-success' : 'text-muted-foreground'}`}>
        {change === null ? '–' : `${change > 0 ? '+' : change < 0 ? '−' : ''}${Math.abs(change).toFixed(3)}`}
      </TableCell>
    </TableRow>
  );
}

const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3));

function pair<Key extends string>(figures: { before: Record<Key, number>; after: Record<Key, number> } | null, key: Key) {
  return { before: figures?.before[key] ?? null, after: figures?.after[key] ?? null };
}
