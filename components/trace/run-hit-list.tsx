'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import type { RunHit } from '@/lib/domain/steps/run-hit';

interface RunHitListProps {
  hits: readonly RunHit[];
  nameOf: (stepId: string) => string;
  onGo: (stepId: string) => void;
}

const ROW_PX = 48;
const PLACES: Record<RunHit['place'], string> = {
  name: 'name',
  error: 'error',
  input: 'input',
  output: 'output',
  facts: 'messages and parameters',
  attributes: 'attributes',
  events: 'events',
};

/** All hits with what stands around them, in the order of the tree. */
export function RunHitList({ hits, nameOf, onGo }: RunHitListProps) {
  const viewport = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: hits.length, getScrollElement: () => viewport.current, estimateSize: () => ROW_PX, overscan: 8 });
  return (
    <div ref={viewport} className="thin-scroll max-h-96 overflow-y-auto p-1">
      <ol aria-label={`Hits, ${hits.length}`} className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const hit = hits[index];
          if (!hit) return null;
          return (
            <li
              key={index}
              aria-setsize={hits.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                onClick={() => onGo(hit.step_id)}
                className="block h-full w-full overflow-hidden rounded-md px-2 py-1 text-start hover:bg-accent"
              >
                <span className="flex items-baseline gap-1.5 text-xs">
                  <PlainText text={nameOf(hit.step_id)} className="truncate whitespace-nowrap font-medium" />
                  <span className="shrink-0 text-2xs text-muted-foreground">{PLACES[hit.place]}</span>
                </span>
                <span dir="auto" className="block truncate text-xs text-muted-foreground">
                  <bdi>{hit.before.slice(-24)}</bdi>
                  <mark className="rounded-xs bg-warning-soft text-foreground">{hit.match}</mark>
                  <bdi>{hit.after}</bdi>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
