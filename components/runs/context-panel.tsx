import { Check, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { BodyText } from '@/components/trace/body-text';
import { EmptyState } from '@/components/ui/empty-state';
import type { AssembledRun } from '@/lib/domain/run/run';
import { formatScore } from '@/lib/format';

interface ContextPanelProps {
  passages: AssembledRun['passages'];
  /** Ordinals of the passages that a claim stands on. */
  used: readonly number[];
  contextRefs: readonly string[];
  /** The page of a document; null where the viewer may not open documents. */
  documentHref: ((documentId: string) => string) | null;
}

/** What the model was given, in its order: rank, score, and whether the output stands on it. */
export function ContextPanel({ passages, used, contextRefs, documentHref }: ContextPanelProps) {
  if (passages.length === 0 && contextRefs.length === 0) {
    return (
      <EmptyState title="The model was given nothing" className="py-8">
        No passage was retrieved and no document was put into its context, or the trace does not say so.
      </EmptyState>
    );
  }
  const keyed = passages.map((passage, ordinal) => ({ passage, ordinal }));
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
          const isUsed = used.includes(ordinal);
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
                    isUsed ? 'inline-flex items-center gap-1 text-success' : 'inline-flex items-center gap-1 text-muted-foreground'
                  }
                >
                  {isUsed ? <Check aria-hidden className="size-3.5" /> : <CircleDashed aria-hidden className="size-3.5" />}
                  {isUsed ? 'the output stands on it' : 'not used'}
                </span>
              </div>
              <BodyText text={passage.content} limit={1200} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function PassagePlace({ passage }: { passage: AssembledRun['passages'][number] }) {
  const place = passage.documentId ? `${passage.documentId}${passage.page ? `, page ${passage.page}` : ''}` : passage.id;
  return <PlainText text={place} className="font-medium text-sm" />;
}
