import { OneLine } from '@/components/evidence/one-line';
import { cn } from '@/lib/cn';
import type { ChipSuggestion } from './chip-suggestions';

interface ChipListboxProps {
  id: string;
  suggestions: readonly ChipSuggestion[];
  active: number;
  onActive: (index: number) => void;
  onChoose: (text: string) => void;
}

/** What may be chosen below the field of filters. The field keeps the focus. */
export function ChipListbox({ id, suggestions, active, onActive, onChoose }: ChipListboxProps) {
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label="Filters"
      className="absolute top-full start-0 z-30 mt-1 w-full max-w-lg animate-enter rounded-lg bg-popover p-1 text-sm shadow-floating"
    >
      {suggestions.map((suggestion, index) => (
        <div
          key={suggestion.text}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseEnter={() => onActive(index)}
          // Before the field would lose the focus.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(suggestion.text);
          }}
          className={cn('flex min-h-7 cursor-default items-center gap-3 rounded-md px-2', index === active && 'bg-accent')}
        >
          <span className="min-w-0 truncate font-medium">
            <OneLine text={suggestion.label} />
          </span>
          <span className="ms-auto min-w-0 truncate text-muted-foreground text-xs">{suggestion.hint}</span>
        </div>
      ))}
    </div>
  );
}
