import { Bookmark, Clock, Hash, X } from 'lucide-react';
import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import type { FindChoice, FindGroup } from './find-suggestions';

interface FindListboxProps {
  id: string;
  groups: readonly FindGroup[];
  active: number;
  onActive: (index: number) => void;
  onChoose: (choice: FindChoice) => void;
  onForget: (search: string) => void;
}

/** What may be chosen, by groups. The field keeps the focus; an option is a link, so that it opens in another tab too. */
export function FindListbox({ id, groups, active, onActive, onChoose, onForget }: FindListboxProps) {
  let place = 0;
  const placed = groups.map(({ title, choices }) => ({ title, choices: choices.map((choice) => ({ choice, index: place++ })) }));
  return (
    <div id={`${id}-list`} role="listbox" aria-label="Suggestions" className="grid gap-1">
      {placed.map(({ title, choices }) => (
        <fieldset key={title} aria-label={title} className="min-w-0">
          <p aria-hidden className="px-2 pt-1 pb-0.5 font-medium text-2xs text-muted-foreground">
            {title}
          </p>
          {choices.map(({ choice, index }) => (
            <Option
              key={choice.href}
              id={`${id}-${index}`}
              choice={choice}
              isActive={index === active}
              onActive={() => onActive(index)}
              onChoose={() => onChoose(choice)}
              onForget={onForget}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  choice: FindChoice;
  isActive: boolean;
  onActive: () => void;
  onChoose: () => void;
  onForget: (search: string) => void;
}

function Option({ id, choice, isActive, onActive, onChoose, onForget }: OptionProps) {
  const { href, label, hint, asks, isPast = false } = choice;
  const Icon = isPast ? Clock : asks === null ? Bookmark : Hash;
  return (
    <Link
      id={id}
      href={href}
      prefetch={false}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseMove={onActive}
      // Before the field would lose the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn('flex min-h-8 items-center gap-2 rounded-md px-2', isActive && 'bg-accent')}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 truncate" title={label}>
        <PlainText text={label} className={cn('whitespace-nowrap', asks !== null && !isPast && 'font-mono text-xs')} />
      </span>
      {hint ? (
        <span className="max-w-[55%] shrink-0 truncate text-muted-foreground text-xs">
          <OneLine text={hint} dir="ltr" />
        </span>
      ) : null}
      {isPast ? (
        // For the mouse; by keyboard it is Shift+Delete, because an option holds no button.
        <span
          aria-hidden
          title="Forget this search (Shift+Delete)"
          onClick={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onForget(label);
          }}
          className="-me-1 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:bg-border hover:text-foreground"
        >
          <X className="size-3.5" />
        </span>
      ) : null}
    </Link>
  );
}
