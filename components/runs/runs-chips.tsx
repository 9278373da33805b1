'use client';
import { Search, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import { Button } from '@/components/ui/button';
import { type Asked, type Chip, chipsOf, readChip, withChip, withoutChip } from '@/lib/domain/run/run-chip';
import { type ChipOptions, chipSuggestions } from './chip-suggestions';
import { runQueryText } from '@/lib/domain/run/run-query-text';
import { ChipListbox } from './chip-listbox';

interface RunsChipsProps {
  /** The address of the list. */
  action: string;
  asked: Asked;
  options: ChipOptions;
  /** A phrase may be searched only by who may read what it would be found in. */
  canSearch: boolean;
}

/** Filters as chips, typed with their values offered: the address always says what is shown. */
export function RunsChips({ action, asked, options, canSearch }: RunsChipsProps) {
  const router = useRouter();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const chips = chipsOf(asked).map((chip) => ({
    ...chip,
    text: options[chip.parameter]?.find(({ value }) => value === chip.value)?.label ?? chip.text,
  }));
  const suggestions = chipSuggestions(typed, options, canSearch);
  const isShown = isOpen && suggestions.length > 0;
  const show = (next: Asked) => router.push(`${action}?${runQueryText(next)}`);
  const remove = (chip: Chip) => show(withoutChip(asked, chip));
  const type = (text: string) => {
    setTyped(text);
    setProblem(null);
    setActive(0);
    setOpen(true);
  };
  const add = (text: string) => {
    const read = readChip(text);
    if ('problem' in read) return setProblem(read.problem);
    if (read.parameters.some(([name]) => name === 'q') && !canSearch) return setProblem('You may not search in what runs hold.');
    setTyped('');
    setOpen(false);
    if (read.parameters.length > 0) show(withChip(asked, read.parameters));
  };
  /** A suggestion that ends with a colon goes on to its values. */
  const choose = (text: string) => (text.endsWith(':') ? type(text) : add(text));
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((at) => (at + step + suggestions.length) % Math.max(1, suggestions.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const suggestion = isShown ? suggestions[active] : undefined;
      if (suggestion) choose(suggestion.text);
      else add(typed);
    } else if (event.key === 'Escape') {
      if (isShown) setOpen(false);
      else event.currentTarget.blur();
    } else if (event.key === 'Backspace' && typed === '') {
      const last = chips.at(-1);
      if (last) remove(last);
    }
  };
  return (
    <div className="relative">
      <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-md border border-input bg-background py-0.75 pe-1 ps-2 focus-within:outline-2 focus-within:outline-ring">
        <Search aria-hidden className="me-1 size-4 shrink-0 text-muted-foreground" />
        {chips.map((chip) => (
          <ChipMark key={`${chip.parameter} ${chip.value}`} chip={chip} onRemove={() => remove(chip)} />
        ))}
        <input
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-activedescendant={isShown ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-describedby={problem ? `${id}-problem` : undefined}
          aria-invalid={problem !== null}
          aria-label="Filter runs: a filter such as route:billing, or words of their texts"
          placeholder={chips.length === 0 ? 'Filter: route:, finding:, risk:>0.5, within:7d, or words' : 'Add a filter'}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          maxLength={500}
          className="h-6 min-w-40 flex-1 bg-transparent text-sm outline-none placeholder:text-muted-foreground"
        />
        {chips.length > 0 ? (
          <Button variant="ghost" size="xs" onClick={() => show(asked['sort'] ? { sort: asked['sort'] } : {})}>
            Clear
          </Button>
        ) : null}
      </div>
      {isShown ? <ChipListbox id={id} suggestions={suggestions} active={active} onActive={setActive} onChoose={choose} /> : null}
      <p id={`${id}-problem`} role="status" className="pt-1 text-danger text-xs empty:hidden">
        {problem}
      </p>
    </div>
  );
}

function ChipMark({ chip, onRemove }: { chip: Chip; onRemove: () => void }) {
  return (
    <span className="inline-flex h-6 max-w-80 items-center gap-1 rounded-sm bg-primary-soft pe-0.5 ps-1.5 text-xs">
      <span className="shrink-0 text-muted-foreground">{chip.title}</span>
      <span className="min-w-0 truncate font-medium">
        <PlainText text={chip.text} className="whitespace-nowrap" />
      </span>
      <button
        type="button"
        onClick={onRemove}
        aria-label={`Remove ${chip.title} ${chip.text}`}
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-xs text-muted-foreground hover:bg-accent hover:text-foreground"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
