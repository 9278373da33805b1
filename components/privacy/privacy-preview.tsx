import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { formatCount, formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';

export interface PrivacyPreviewResult {
  lookedAt: number;
  changedRuns: number;
  types: { type: string; count: number }[];
  examples: { runId: string; path: string; type: string; before: string; mark: string }[];
}

/** What the rules would take out of recent runs: how much of each kind, and examples with what would stand in place. */
export function PrivacyPreview({ project, result }: { project: string; result: PrivacyPreviewResult }) {
  const { lookedAt, changedRuns, types, examples } = result;
  const keyed = examples.map((example, index) => ({ ...example, key: index }));
  return (
    <section aria-label="Preview" className="grid gap-3" aria-live="polite">
      <p>
        These rules would change <strong>{formatNumber(changedRuns)}</strong> {`of the newest ${formatCount(lookedAt, 'run')}`}
        {types.length > 0 ? `: ${types.map(({ type, count }) => `${formatNumber(count)} × ${type.replaceAll('_', ' ')}`).join(', ')}` : ''}.
        Nothing was saved or changed.
      </p>
      <ul className="grid gap-1">
        {keyed.map(({ key, runId, path, before, mark }) => (
          <li key={key} className="grid gap-0.5 rounded-md border border-border px-3 py-1.5 text-sm">
            <div className="flex min-w-0 items-center gap-2 text-muted-foreground text-xs">
              <Link href={paths.run(project, runId)} className="max-w-60 truncate font-mono hover:underline">
                <bdi>{runId}</bdi>
              </Link>
              <code dir="ltr" className="truncate">
                {path}
              </code>
            </div>
            <div className="flex min-w-0 flex-wrap items-center gap-2">
              <del className="min-w-0 break-all rounded-sm bg-danger-soft px-1 decoration-danger">
                <PlainText text={before} />
              </del>
              <ArrowRight aria-label="becomes" className="size-3.5 shrink-0 text-muted-foreground" />
              <ins className="no-underline">{mark === '' ? <em>removed</em> : <PlainText text={mark} />}</ins>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
