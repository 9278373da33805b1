'use client';
import { ChevronDown, ChevronUp, Search, TextSelect, X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useId } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/cn';
import type { Find } from './use-find';

interface FindFieldProps {
  find: Find;
  /** Takes the current hit as a selection. */
  onPick: () => void;
  inputRef: Ref<HTMLInputElement>;
}

/** Enter goes to the next hit, Shift+Enter to the one before, Ctrl/⌘+Enter selects it, Escape empties the field. */
export function FindField({ find, onPick, inputRef }: FindFieldProps) {
  const statusId = useId();
  const hasHits = find.hits.length > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && find.query !== '') {
      event.stopPropagation();
      find.setQuery('');
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      // The screen around may mean something else by this key; here it picks.
      event.stopPropagation();
      if (hasHits) onPick();
    } else find.step(event.shiftKey ? -1 : 1);
  };
  // Nothing comes or goes while somebody types: a toolbar that grows would push the page away.
  return (
    <search className="flex min-w-0 items-center gap-0.5">
      <div className="relative min-w-0">
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-muted-foreground" />
        <Input
          ref={inputRef}
          value={find.query}
          onChange={(event) => find.setQuery(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder="Find in document"
          aria-label="Find in document"
          aria-describedby={statusId}
          spellCheck={false}
          className={cn('h-7 w-48 pl-7 text-xs', find.words === '' ? 'pr-2' : 'pr-20')}
        />
        <span
          id={statusId}
          role="status"
          title={find.words}
          className="tabular pointer-events-none absolute top-1/2 right-7 max-w-18 -translate-y-1/2 truncate text-muted-foreground text-xs"
        >
          {find.words}
        </span>
        {find.query === '' ? null : (
          <button
            type="button"
            aria-label="End finding"
            onClick={() => find.setQuery('')}
            className="-translate-y-1/2 absolute top-1/2 right-0.5 inline-flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
      </div>
      <Button variant="ghost" size="icon-xs" aria-label="Previous hit" disabled={!hasHits} onClick={() => find.step(-1)}>
        <ChevronUp aria-hidden />
      </Button>
      <Button variant="ghost" size="icon-xs" aria-label="Next hit" disabled={!hasHits} onClick={() => find.step(1)}>
        <ChevronDown aria-hidden />
      </Button>
      <Tooltip content="Select this hit">
        <Button variant="ghost" size="icon-xs" aria-label="Select this hit" disabled={!hasHits} onClick={onPick}>
          <TextSelect aria-hidden />
        </Button>
      </Tooltip>
    </search>
  );
}
