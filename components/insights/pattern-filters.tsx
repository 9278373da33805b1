import Link from 'next/link';
import { cn } from '@/lib/cn';
import type { PatternQuery } from '@/lib/domain/pattern/pattern-query';
import { TRENDS, type Trend } from '@/lib/domain/pattern/pattern-trend';
import { paths } from '@/lib/paths';

interface PatternFiltersProps {
  project: string;
  query: PatternQuery;
  counts: Readonly<Record<Trend, number>>;
  mutedCount: number;
}

const CHIP =
  'inline-flex h-7 items-center gap-1.5 rounded-md border border-border-strong bg-card px-2.5 text-sm hover:bg-accent aria-[current=true]:border-primary aria-[current=true]:bg-primary-soft aria-[current=true]:text-link';

/** Links, so that what is shown stands in the address. */
export function PatternFilters({ project, query, counts, mutedCount }: PatternFiltersProps) {
  const href = (change: Partial<{ trend: Trend | undefined; sort: string; muted: boolean }>) => {
    const { trend, sort, muted } = { ...query, ...change };
    return paths.insight(project, 'patterns', { trend, sort: sort === '-runs' ? null : sort, muted: muted || null });
  };
  const all = TRENDS.reduce((sum, trend) => sum + counts[trend], 0);
  return (
    <nav aria-label="Which patterns" className="flex flex-wrap items-center gap-1.5 print:hidden">
      <Link href={href({ trend: undefined })} aria-current={query.trend === undefined ? 'true' : undefined} className={CHIP}>
        All <span className="tabular text-muted-foreground">{all}</span>
      </Link>
      {TRENDS.filter((trend) => counts[trend] > 0 || query.trend === trend).map((trend) => (
        <Link
          key={trend}
          href={href({ trend })}
          aria-current={query.trend === trend ? 'true' : undefined}
          className={cn(CHIP, 'capitalize')}
        >
          {trend} <span className="tabular text-muted-foreground">{counts[trend]}</span>
        </Link>
      ))}
      <span className="ms-auto flex gap-1.5">
        <Link href={href({ sort: query.sort === '-runs' ? '-change' : '-runs' })} className={CHIP}>
          {query.sort === '-runs' ? 'Order: largest first' : 'Order: grew most first'}
        </Link>
        {mutedCount > 0 || query.muted ? (
          <Link href={href({ muted: !query.muted })} aria-current={query.muted ? 'true' : undefined} className={CHIP}>
            {query.muted ? 'With muted' : `Muted: ${mutedCount}`}
          </Link>
        ) : null}
      </span>
    </nav>
  );
}
