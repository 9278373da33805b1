import Link from 'next/link';
import { cn } from '@/lib/cn';
import { type CostRange, shifted } from '@/lib/domain/cost/cost-view';
import { formatDay } from '@/lib/format';
import { paths } from '@/lib/paths';

const LENGTHS = [7, 30, 90] as const;

/** Which days are shown; the last one stays. */
export function CostWindow({ project, range }: { project: string; range: CostRange }) {
  const days = Math.round((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000) + 1;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="text-muted-foreground text-xs">
        {formatDay(range.from)} – {formatDay(range.to)}, UTC
      </span>
      <nav aria-label="Days" className="flex rounded-md border border-border p-0.5 print:hidden">
        {LENGTHS.map((length) => (
          <Link
            key={length}
            href={paths.insight(project, 'cost', { from: shifted(range.to, 1 - length), to: range.to })}
            prefetch={false}
            aria-current={length === days ? 'true' : undefined}
            className={cn(
              'inline-flex h-7 items-center rounded-sm px-2.5 text-sm',
              length === days ? 'bg-muted font-medium' : 'text-muted-foreground hover:text-foreground',
            )}
          >
            {length} days
          </Link>
        ))}
      </nav>
    </div>
  );
}
