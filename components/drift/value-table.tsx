import { PlainText } from '@/components/evidence/plain-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { DriftComparison } from '@/lib/domain/drift/compare-windows';
import { type DriftDimension, OTHERS, valueLabel } from '@/lib/domain/drift/drift-dimension';
import { percentWords } from '@/lib/domain/drift/drift-words';
import { formatNumber } from '@/lib/format';

interface ValueTableProps {
  dimension: DriftDimension;
  comparison: DriftComparison;
  /** The runs behind a value in the current window and in the reference. */
  hrefOf: (value: string, window: 'current' | 'reference') => string;
}

/** Each value before and now, with the interval of its change: the picture in words. */
export function ValueTable({ dimension, comparison, hrefOf }: ValueTableProps) {
  return (
    <Table>
      <caption className="sr-only">{dimension.title}: shares of each value now and in the reference</caption>
      <TableHeader>
        <TableRow>
          <TableHead>Value</TableHead>
          <TableHead className="text-end">Before</TableHead>
          <TableHead className="text-end">Now</TableHead>
          <TableHead className="text-end">Change, 95 %</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {comparison.values.map(({ value, current, reference, currentShare, referenceShare, low, high }) => (
          <TableRow key={value}>
            <TableCell className="max-w-60 break-words">
              <PlainText text={valueLabel(dimension, value)} />
            </TableCell>
            <TableCell className="tabular text-end">
              <Count value={value} count={reference} share={referenceShare} href={hrefOf(value, 'reference')} />
            </TableCell>
            <TableCell className="tabular text-end">
              <Count value={value} count={current} share={currentShare} href={hrefOf(value, 'current')} />
            </TableCell>
            <TableCell className="tabular whitespace-nowrap text-end text-muted-foreground">
              {low === null || high === null ? '–' : `${points(low)} to ${points(high)}`}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Count({ value, count, share, href }: { value: string; count: number; share: number; href: string }) {
  const words = percentWords(share);
  return (
    <>
      {count > 0 && value !== OTHERS ? (
        <a href={href} className="text-link hover:underline">
          {words}
        </a>
      ) : (
        words
      )}
      <span className="ms-1.5 text-muted-foreground text-xs">{formatNumber(count)}</span>
    </>
  );
}

/** Percentage points with their sign. */
function points(difference: number): string {
  const value = (difference * 100).toFixed(Math.abs(difference) < 0.1 ? 1 : 0);
  return difference >= 0 ? `+${value}` : value.replace('-', '−');
}
