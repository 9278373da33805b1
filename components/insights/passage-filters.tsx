import Link from 'next/link';
import { PASSAGE_VIEWS, type PassageQuery, type PassageView } from '@/lib/domain/pattern/passage-standing';
import { paths } from '@/lib/paths';

const WORDS: Record<PassageView, string> = {
  weak: 'Weak',
  unused: 'Never supporting',
  conflicting: 'Contradicted or in conflict',
  never_retrieved: 'Documents never retrieved',
};
const CHIP =
  'inline-flex h-7 items-center gap-1.5 rounded-md border border-border-strong bg-card px-2.5 text-sm hover:bg-accent aria-[current=true]:border-primary aria-[current=true]:bg-primary-soft aria-[current=true]:text-link';

/** Links, so that what is shown stands in the address. */
export function PassageFilters({ project, query }: { project: string; query: PassageQuery }) {
  const href = (change: Partial<PassageQuery>) => {
    const { kind, view } = { ...query, ...change };
    return paths.insight(project, 'passages', { kind: kind === 'passage' ? null : kind, view: view === 'weak' ? null : view });
  };
  return (
    <nav aria-label="Which passages" className="flex flex-wrap items-center gap-1.5 print:hidden">
      {PASSAGE_VIEWS.map((view) => (
        <Link key={view} href={href({ view })} aria-current={query.view === view ? 'true' : undefined} className={CHIP}>
          {WORDS[view]}
        </Link>
      ))}
      {query.view === 'never_retrieved' ? null : (
        <span className="ms-auto flex gap-1.5">
          {(['passage', 'document'] as const).map((kind) => (
            <Link key={kind} href={href({ kind })} aria-current={query.kind === kind ? 'true' : undefined} className={CHIP}>
              {kind === 'passage' ? 'By passage' : 'By document'}
            </Link>
          ))}
        </span>
      )}
    </nav>
  );
}
