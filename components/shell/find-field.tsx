'use client';
import { Search } from 'lucide-react';
import Form from 'next/form';
import { useId, useRef, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { paths } from '@/lib/paths';
import { FindPopup } from './find-popup';
import type { FindChoice, FindView } from './find-suggestions';
import { keyHint } from './key-hint';
import { useComboboxKeys } from './use-combobox-keys';
import { useFindSuggestions } from './use-find-suggestions';
import { useKeyCommands } from './use-key-commands';

interface FindFieldProps {
  project: string;
  asked: string;
  bindings: KeyBindings;
  views: readonly FindView[];
}

/** A plain form that works before scripts have loaded, and a combobox (ARIA 1.2) once they have: the text stays what Enter asks for. */
export function FindField({ project, asked, bindings, views }: FindFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(asked);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const suggestions = useFindSuggestions({ project, views, typed, isOpen, isNew: typed !== asked });
  const choices = suggestions.groups.flatMap((group) => group.choices);
  const isShown = isOpen && (choices.length > 0 || suggestions.words !== '');
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  useKeyCommands(bindings, {
    'find.run': () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const choose = (choice: FindChoice) => {
    if (choice.asks !== null) suggestions.remember(choice.asks);
    close();
    setTyped(asked);
    if (!field.current) return;
    // The choice says what is asked for now; half of a word that led to it would only be in the way.
    field.current.value = asked;
    field.current.blur();
  };
  const onKeyDown = useComboboxKeys({ choices, active, isShown, setActive, setOpen, close, choose, forget: suggestions.forget });
  const hint = keyHint(bindings, 'find.run');
  return (
    <Form
      action={paths.find(project, '')}
      role="search"
      onSubmit={() => {
        suggestions.remember(field.current?.value ?? '');
        close();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
      className="relative w-full max-w-80"
    >
      <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted-foreground" />
      {/* Left and right, not start and end: the field has the direction of its text, the icon that of the page. */}
      <input
        ref={field}
        name="id"
        defaultValue={asked}
        type="search"
        role="combobox"
        aria-expanded={isShown && choices.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        required
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        aria-label="Find a run by any ID, or by words of its input, output or context"
        placeholder="Any ID, or words"
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        className="peer h-7 w-full rounded-md border border-input bg-background pr-8 pl-7.5 text-sm placeholder:text-muted-foreground focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
      />
      {hint ? (
        <Kbd className="pointer-events-none absolute top-1.25 right-1.5 peer-focus:hidden peer-[:not(:placeholder-shown)]:hidden">
          {hint}
        </Kbd>
      ) : null}
      <p role="status" className="sr-only">
        {isOpen ? suggestions.spoken : ''}
      </p>
      {isShown ? <FindPopup id={id} suggestions={suggestions} active={active} onActive={setActive} onChoose={choose} /> : null}
    </Form>
  );
}
