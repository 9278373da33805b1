'use client';
import { List, LoaderCircle, X } from 'lucide-react';
import { useRef } from 'react';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { keyHint } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { cn } from '@/lib/cn';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { formatCount, formatNumber } from '@/lib/format';
import { RunHitList } from './run-hit-list';
import { PlaceSteps, SearchField } from './search-field';
import type { RunSearch } from './use-run-search';

interface RunSearchBoxProps {
  words: string;
  search: RunSearch;
  total: number;
  /** Place of the selected step. */
  at: number;
  bindings: KeyBindings;
  onWords: (words: string) => void;
  onGo: (stepId: string, place: number | null) => void;
  nameOf: (stepId: string) => string;
}

/** Words inside the run: how often they were found, one after the other, and all of them in a list. */
export function RunSearchBox({ words, search, total, at, bindings, onWords, onGo, nameOf }: RunSearchBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  useKeyCommands(bindings, {
    'run.search': () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const { places, hits, scanned, isBusy, problem } = search;
  const hint = keyHint(bindings, 'run.search');
  const go = (by: 1 | -1) => {
    const next = by > 0 ? (places.find((place) => place > at) ?? places[0]) : (places.findLast((place) => place < at) ?? places.at(-1));
    if (next !== undefined) onGo('', next);
  };
  const rank = places.indexOf(at);
  const status = isBusy
    ? `${formatNumber(scanned)} of ${formatNumber(total)} steps searched`
    : places.length === 0
      ? 'nothing found'
      : `${rank >= 0 ? `${formatNumber(rank + 1)} of ` : ''}${formatCount(places.length, 'step')}`;
  return (
    <search className={cn('flex flex-1 items-center justify-end gap-1', words === '' ? 'min-w-36' : 'min-w-80')}>
      {words === '' ? null : (
        <>
          <span
            role="status"
            title={problem ?? undefined}
            className="tabular inline-flex items-center gap-1 truncate text-2xs text-muted-foreground"
          >
            {isBusy ? <LoaderCircle aria-hidden className="size-3 animate-spin" /> : null}
            {status}
            {problem ? <span className="text-warning">{places.length === 0 ? problem : '+'}</span> : null}
          </span>
          <PlaceSteps what="hit" isDisabled={places.length === 0} onGo={go} />
          <Popover>
            <PopoverTrigger asChild>
              <Button variant="ghost" size="icon-xs" aria-label="All hits" title="All hits" disabled={hits.length === 0}>
                <List aria-hidden />
              </Button>
            </PopoverTrigger>
            <PopoverContent align="end" className="w-[34rem] max-w-[90vw] p-0">
              <RunHitList hits={hits} nameOf={nameOf} onGo={(stepId) => onGo(stepId, null)} />
            </PopoverContent>
          </Popover>
        </>
      )}
      <div className="relative min-w-28 max-w-96 flex-1">
        <SearchField
          inputRef={field}
          label="Search inside this run: names, messages, errors, JSON keys and values"
          placeholder="Search this run"
          words={words}
          onWords={onWords}
          onGo={go}
          className="rounded-md border border-input bg-background focus-visible:outline-2 focus-visible:outline-ring"
        />
        {words === '' ? (
          hint ? (
            <Kbd className="pointer-events-none absolute top-1 right-1 peer-focus:hidden">{hint}</Kbd>
          ) : null
        ) : (
          <button
            type="button"
            aria-label="End the search"
            onClick={() => onWords('')}
            className="absolute top-0.5 right-0.5 inline-flex size-5.5 items-center justify-center rounded-sm text-muted-foreground hover:bg-accent"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
      </div>
    </search>
  );
}
