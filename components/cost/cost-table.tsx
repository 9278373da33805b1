import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { COST_KIND_TITLES, type CostSums } from '@/lib/domain/cost/cost-kind';
import type { CostGroup } from '@/lib/domain/cost/cost-view';
import { formatCompact, formatNumber, formatPercent } from '@/lib/format';
import { costOfRun, costWords, valueWords } from './cost-words';

interface CostTableProps {
  group: CostGroup;
  total: CostSums;
  hrefOf: (kind: CostGroup['kind'], value: string) => string;
  note?: string;
}

/** The dearest values of a kind; each opens its days and its dearest runs. */
export function CostTable({ group: { kind, rows, more }, total, hrefOf, note }: CostTableProps) {
  const title = COST_KIND_TITLES[kind];
  const hasCost = total.costUsd > 0;
  const shareOf = (sums: CostSums) =>
    hasCost ? sums.costUsd / total.costUsd : (sums.inputTokens + sums.outputTokens) / Math.max(1, total.inputTokens + total.outputTokens);
  return (
    <section className="grid content-start overflow-hidden rounded-lg border border-border bg-card break-inside-avoid">
      <div className="flex flex-wrap items-baseline gap-x-2 border-border border-b px-3 py-2">
        <h2 className="font-semibold text-sm">{title}</h2>
        {note ? <p className="text-muted-foreground text-xs">{note}</p> : null}
      </div>
      {rows.length === 0 ? (
        <p className="px-3 py-3 text-muted-foreground text-sm">Nothing was counted.</p>
      ) : (
        <Table aria-label={`Cost by ${title.toLowerCase()}`}>
          <TableHeader>
            <tr>
              <TableHead>{title}</TableHead>
              <TableHead className="text-end">Runs</TableHead>
              <TableHead className="text-end">Cost</TableHead>
              <TableHead>{hasCost ? 'Of all cost' : 'Of all tokens'}</TableHead>
              <TableHead className="text-end">A run</TableHead>
              <TableHead className="text-end">In (cached)</TableHead>
              <TableHead className="text-end">Out (reasoning)</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map(({ value, sums }) => (
              <TableRow key={value}>
                <TableCell className="max-w-96 min-w-36">
                  <Link
                    href={hrefOf(kind, value)}
                    prefetch={false}
                    className="inline-flex min-h-6 max-w-full items-center text-link underline-offset-2 hover:underline"
                  >
                    <PlainText
                      text={valueWords(kind, value)}
                      className={value === '' || value === '…' ? 'text-muted-foreground italic' : 'wrap-anywhere'}
                    />
                  </Link>
                </TableCell>
                <TableCell className="tabular text-end">{formatNumber(sums.runs)}</TableCell>
                <TableCell className="tabular whitespace-nowrap text-end">
                  {costWords(sums)}
                  {sums.knownRuns > 0 && sums.knownRuns < sums.runs ? (
                    <span className="block text-2xs text-muted-foreground">{formatNumber(sums.runs - sums.knownRuns)} unknown</span>
                  ) : null}
                </TableCell>
                <TableCell>
                  {hasCost && sums.knownRuns === 0 ? (
                    <span className="text-muted-foreground text-xs">–</span>
                  ) : (
                    <Share share={shareOf(sums)} />
                  )}
                </TableCell>
                <TableCell className="tabular text-end">{costOfRun(sums)}</TableCell>
                <TableCell className="tabular whitespace-nowrap text-end">{withPart(sums.inputTokens, sums.cachedTokens)}</TableCell>
                <TableCell className="tabular whitespace-nowrap text-end">{withPart(sums.outputTokens, sums.reasoningTokens)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {more > 0 ? (
        <p className="border-border border-t px-3 py-2 text-muted-foreground text-xs">{formatNumber(more)} more that cost less.</p>
      ) : null}
    </section>
  );
}

function withPart(all: number, part: number): string {
  if (all === 0) return '–';
  return part === 0 ? formatCompact(all) : `${formatCompact(all)} (${formatCompact(part)})`;
}

function Share({ share }: { share: number }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="h-1.5 w-14 shrink-0 overflow-hidden rounded-full bg-muted print:border print:border-border">
        <span className="block h-full bg-primary" style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      <span className="tabular text-muted-foreground text-xs">{formatPercent(share, share < 0.1 ? 1 : 0)}</span>
    </span>
  );
}
