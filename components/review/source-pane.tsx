'use client';
import { Columns2, Eye, FileQuestion } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { TAB_CLASSES } from '@/components/ui/tabs';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/cn';
import type { TextRange } from '@/lib/domain/find-text';
import type { AssembledRun } from '@/lib/domain/run/run';
import type { ReviewClaim } from './claim-places';
import type { ReviewSource } from './review-sources';
import type { ReviewState, SendReview } from './review-state';
import { isSplit, otherSource, shownSource } from './shown-source';
import { SourceView } from './source-view';

interface SourcePaneProps {
  sources: readonly ReviewSource[];
  passages: AssembledRun['passages'];
  claims: readonly ReviewClaim[];
  /** Of the shown place: ranges in its page that the claim has too. */
  same: readonly TextRange[];
  state: ReviewState;
  send: SendReview;
}

const MARK_WORDS = { both: 'Cited and found', cited: 'Cited only', found: 'Found only' } as const;

/** The document or passage in which the focused claim can be checked; two of them beside each other when it stands in both. */
export function SourcePane({ sources, passages, claims, same, state, send }: SourcePaneProps) {
  const { view, history } = state;
  const said = history.now.claims;
  const shown = shownSource(sources, claims, said, view);
  const other = otherSource(sources, claims, said, view);
  if (!shown) {
    return (
      <EmptyState icon={FileQuestion} title="There is no source to check against" className="flex-1">
        The run came without documents and passages. What the output says can only be judged by what you know; “cannot tell” is an honest
        answer.
      </EmptyState>
    );
  }
  const isTwo = other !== null && isSplit(sources, claims, said, view);
  const pane = (source: ReviewSource) => (
    <SourceView source={source} passages={passages} claims={claims} same={same} state={state} send={send} />
  );
  return (
    <>
      <h2 className="sr-only">Source</h2>
      <div className="flex shrink-0 items-center gap-1 border-border border-b pe-2">
        <nav aria-label="Sources" className="thin-scroll flex min-w-0 flex-1 overflow-x-auto px-1">
          {sources.map((source) => (
            <button
              key={source.key}
              type="button"
              aria-current={source.key === shown.key ? 'true' : undefined}
              onClick={() => send({ type: 'source', key: source.key })}
              className={cn(TAB_CLASSES, 'max-w-56', source.key === shown.key && 'border-primary text-foreground')}
            >
              <bdi className="truncate">{source.title}</bdi>
            </button>
          ))}
        </nav>
        <Tooltip content={`Marks: ${MARK_WORDS[view.marks]}. Solid: cited by the run; dashed: found elsewhere.`}>
          <Button
            variant="ghost"
            size="xs"
            aria-label={`Marks shown: ${MARK_WORDS[view.marks]}. Change`}
            onClick={() => send({ type: 'marks' })}
          >
            <Eye aria-hidden /> {MARK_WORDS[view.marks]}
          </Button>
        </Tooltip>
        {other ? (
          <Tooltip content={isTwo ? 'One source again' : `Show ${other.title} beside it`}>
            <Button
              variant={isTwo ? 'secondary' : 'ghost'}
              size="icon-xs"
              aria-label="Side by side"
              aria-pressed={isTwo}
              onClick={() => send({ type: 'sides', isOn: !isTwo })}
            >
              <Columns2 aria-hidden />
            </Button>
          </Tooltip>
        ) : null}
      </div>
      <div className={cn('grid min-h-0 flex-1', isTwo && 'grid-rows-2 gap-px bg-border-strong 2xl:grid-cols-2 2xl:grid-rows-1')}>
        {(isTwo ? [shown, other] : [shown]).map((source) => (
          <section key={source.key} aria-label={source.title} className="flex min-h-0 min-w-0 flex-col bg-background">
            {isTwo ? (
              <h3 className="truncate border-border border-b bg-sidebar px-3 py-1 font-medium text-xs">
                <bdi>{source.title}</bdi>
              </h3>
            ) : null}
            {pane(source)}
          </section>
        ))}
      </div>
    </>
  );
}
