import Link from 'next/link';
import { FiredBars } from '@/components/checks/fired-bars';
import { TableCell, TableRow } from '@/components/ui/table';
import { cn } from '@/lib/cn';
import type { PatternView } from '@/lib/domain/pattern/pattern-view';
import { formatNumber, formatPercent } from '@/lib/format';
import { paths } from '@/lib/paths';
import { PatternWords } from './pattern-words';
import { ReviewFigure } from './review-figure';
import { WeekFigure } from './week-figure';

interface PatternRowProps {
  project: string;
  view: PatternView;
  /** Below its group. */
  isPart?: boolean;
}

const LINK = 'inline-flex min-h-6 items-center text-link underline-offset-2 hover:underline';

export function PatternRow({ project, view, isPart = false }: PatternRowProps) {
  const { key, runs, share, byDay, week, outcomes, typicalRunId } = view;
  const words = view.setting?.name || view.title;
  return (
    <TableRow className={cn(isPart && 'bg-muted/40')}>
      <th scope="row" className={cn('min-w-56 max-w-md px-3 py-2 text-start align-middle font-normal', isPart && 'ps-8')}>
        <Link href={paths.pattern(project, key)} className="block rounded-sm text-link underline-offset-2 hover:[&_.font-medium]:underline">
          <PatternWords view={view} isPart={isPart} />
          {isPart ? <span className="sr-only"> of {words}</span> : null}
        </Link>
      </th>
      <TableCell className="text-end">
        <Link
          href={paths.runs(project, { pattern: key })}
          className={cn(LINK, 'tabular justify-end')}
          aria-label={`${runs} runs of ${words}`}
        >
          {formatNumber(runs)}
        </Link>
      </TableCell>
      <TableCell className="tabular whitespace-nowrap text-end">
        {share ? (
          <span title={`95 % interval ${formatPercent(share.low, 2)} to ${formatPercent(share.high, 2)}`}>
            {formatPercent(share.share, 1)}
          </span>
        ) : (
          '–'
        )}
      </TableCell>
      <TableCell>
        <FiredBars byDay={byDay} className="w-28" />
      </TableCell>
      <TableCell>
        <WeekFigure week={week} />
      </TableCell>
      <TableCell>
        <ReviewFigure outcomes={outcomes} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <span className="flex gap-3 text-xs">
          <Link href={paths.run(project, typicalRunId)} className={LINK} aria-label={`Typical run of ${words}`}>
            Typical run
          </Link>
          <Link href={paths.blast(project, typicalRunId)} className={LINK} aria-label={`Blast radius of ${words}`}>
            Blast radius
          </Link>
        </span>
      </TableCell>
    </TableRow>
  );
}
