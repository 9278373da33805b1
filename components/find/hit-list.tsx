'use client';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { FindHit } from '@/lib/domain/find/find-hit';
import { HitRow } from './hit-row';

interface HitListProps {
  project: string;
  hits: readonly FindHit[];
  label: string;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Hits to go through by keys: the first one has the focus, arrows or j and k move it, Enter opens. */
export function HitList({ project, hits, label }: HitListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[data-hit]')?.focus({ preventScroll: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : STEPS[event.key];
    if (step === undefined) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])];
    const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  };
  return (
    <ul
      ref={list}
      aria-label={label}
      onKeyDown={onKeyDown}
      className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card"
    >
      {hits.map((hit) => (
        <li key={hit.runId}>
          <HitRow project={project} hit={hit} />
        </li>
      ))}
    </ul>
  );
}
