import { Check, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { BodyText } from '@/components/trace/body-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { AssembledRun } from '@/lib/domain/run/run';
import { formatNumber, formatScore } from '@/lib/format';

interface ContextPanelProps {
  passages: AssembledRun['passages'];
  /** Ordinals of the passages that a claim stands on. */
  used: readonly number[];
  contextRefs: readonly string[];
  /** The page of a document; null where the viewer may not open documents. */
  documentHref: ((documentId: string) => string) | null;
  /** A passage that is to be shown, and the address of the page that shows one. */
  at: number;
  pageHref: (ordinal: number) => string;
}

/** More are pages: a run may have been given 20,000. */
const PAGE_PASSAGES = 100;

/** What the model was given, in its order: rank, score, and whether the output stands on it. */
export function ContextPanel({ passages, used, contextRefs, documentHref, at, pageHref }: ContextPanelProps) {
  if (passages.length === 0 && contextRefs.length === 0) {
    return (
      <EmptyState title="The model was given nothing" className="py-8">
        No passage was retrieved and no document was put into its context, or the trace does not say so.
      </EmptyState>
    );
  }
  const from = Math.floor(Math.min(at, Math.max(0, passages.length - 1)) / PAGE_PASSAGES) * PAGE_PASSAGES;
  const keyed = passages.slice(from, from + PAGE_PASSAGES).map((passage, index) => ({ passage, ordinal: from + index }));
  const isUsed = new Set(used);
  return (
    <div className="grid gap-3">
      {contextRefs.length > 0 ? (
        <p className="text-sm">
          <span className="text-muted-foreground">Documents named: </span>
          {contextRefs.join(', ')}
        </p>
      ) : null}
      <ol aria-label="Passages" className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card empty:hidden">
        {keyed.map(({ passage, ordinal }) => {
          return (
            <li key={ordinal} id={`passage-${ordinal}`} className="grid gap-x-4 px-4 py-2.5 lg:grid-cols-[14rem_minmax(0,1fr)]">
              <div className="flex flex-wrap items-baseline gap-x-2 text-xs lg:flex-col">
                {passage.documentId && documentHref ? (
                  <Link href={documentHref(passage.documentId)} prefetch={false} className="hover:text-link hover:underline">
                    <PassagePlace passage={passage} />
                  </Link>
                ) : (
                  <PassagePlace passage={passage} />
                )}
                <span className="text-muted-foreground">
                  rank {passage.rank ?? ordinal + 1}
                  {passage.score === undefined ? '' : `, score ${formatScore(passage.score)}`}
                </span>
                <span
                  className={
                    isUsed.has(ordinal)
                      ? 'inline-flex items-center gap-1 text-success'
                      : 'inline-flex items-center gap-1 text-muted-foreground'
                  }
                >
                  {isUsed.has(ordinal) ? <Check aria-hidden className="size-3.5" /> : <CircleDashed aria-hidden className="size-3.5" />}
                  {isUsed.has(ordinal) ? 'the output stands on it' : 'not used'}
                </span>
              </div>
              <BodyText text={passage.content} limit={1200} />
            </li>
          );
        })}
      </ol>
      {passages.length > PAGE_PASSAGES ? (
        <nav aria-label="Pages of passages" className="flex items-center justify-end gap-2 text-sm">
          <span className="tabular text-muted-foreground">
            {formatNumber(from + 1)} to {formatNumber(from + keyed.length)} of {formatNumber(passages.length)}
          </span>
          <PageLink href={from > 0 ? pageHref(from - PAGE_PASSAGES) : null}>Previous</PageLink>
          <PageLink href={from + PAGE_PASSAGES < passages.length ? pageHref(from + PAGE_PASSAGES) : null}>Next</PageLink>
        </nav>
      ) : null}
    </div>
  );
}

function PageLink({ href, children }: { href: string | null; children: string }) {
  return (
    <Button variant="outline" size="sm" asChild={href !== null} disabled={href === null}>
      {href === null ? children : <Link href={href}>{children}</Link>}
    </Button>
  );
}

function PassagePlace({ passage }: { passage: AssembledRun['passages'][number] }) {
  const place = passage.documentId ? `${passage.documentId}${passage.page ? `, page ${passage.page}` : ''}` : passage.id;
  return <PlainText text={place} className="font-medium text-sm" />;
}
