import Link from 'next/link';
import { cn } from '@/lib/cn';

export const INCIDENT_VIEWS = [
  { key: 'active', label: 'Active', query: {} },
  { key: 'candidates', label: 'Candidates', query: { show: 'candidates' } },
  { key: 'mine', label: 'Mine', query: { mine: 'true' } },
  { key: 'overdue', label: 'Overdue', query: { overdue: 'true' } },
  { key: 'closed', label: 'Closed', query: { show: 'closed' } },
  { key: 'all', label: 'All', query: { show: 'all' } },
] as const;

/** The lists that people want, as links. */
export function IncidentFilters({ current, hrefOf }: { current: string; hrefOf: (query: Record<string, string>) => string }) {
  return (
    <nav aria-label="Which incidents" className="flex flex-wrap gap-1 text-sm">
      {INCIDENT_VIEWS.map(({ key, label, query }) => (
        <Link
          key={key}
          href={hrefOf(query)}
          aria-current={key === current ? 'page' : undefined}
          className={cn(
            'rounded-md px-2.5 py-1 text-muted-foreground hover:bg-accent hover:text-foreground',
            key === current && 'bg-accent font-medium text-foreground',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
