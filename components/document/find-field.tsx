'use client';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type Ref, useId } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import type { Find } from './use-find';

interface FindFieldProps {
  find: Find;
  /** Takes the current hit as evidence; absent where nothing is picked. */
  onPick?: (() => void) | undefined;
  inputRef: Ref<HTMLInputElement>;
}

/** Enter goes to the next hit, Shift+Enter to the one before, Ctrl/⌘+Enter picks it, Escape empties the field. */
export function FindField({ find, onPick, inputRef }: FindFieldProps) {
  const statusId = useId();
  const hasHits = find.hits.length > 0;
  return (
    <search className="flex min-w-0 items-center gap-0.5">
      <div className="relative min-w-0">
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-muted-foreground" />
        <Input
          ref={inputRef}
          type="text"
          value={find.query}
          onChange={(event) => find.setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && find.query !== '') {
              event.stopPropagation();
              find.setQuery('');
            }
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if ((event.ctrlKey || event.metaKey) && onPick) {
              event.stopPropagation();
              onPick();
            } else find.step(event.shiftKey ? -1 : 1);
          }}
          placeholder="Find in document"
          aria-label="Find in document"
          aria-describedby={statusId}
          spellCheck={false}
          className="h-7 w-44 pr-2 pl-7 text-xs"
        />
      </div>
      <span id={statusId} role="status" className="tabular max-w-28 truncate px-1 text-muted-foreground text-xs">
        {find.words}
      </span>
      {find.query === '' ? null : (
        <>
          <Button variant="ghost" size="icon-xs" aria-label="Previous hit" disabled={!hasHits} onClick={() => find.step(-1)}>
            <ChevronUp aria-hidden />
          </Button>
          <Button variant="ghost" size="icon-xs" aria-label="Next hit" disabled={!hasHits} onClick={() => find.step(1)}>
            <ChevronDown aria-hidden />
          </Button>
          {onPick && hasHits ? (
            <Button variant="outline" size="xs" onClick={onPick}>
              Select hit
            </Button>
          ) : null}
          <Button variant="ghost" size="icon-xs" aria-label="End finding" onClick={() => find.setQuery('')}>
            <X aria-hidden />
          </Button>
        </>
      )}
    </search>
  );
}
