'use client';
import { Search } from 'lucide-react';
import Form from 'next/form';
import { usePathname, useSearchParams } from 'next/navigation';
import { useRef } from 'react';
import { Kbd } from '@/components/ui/kbd';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { keyHint } from './key-hint';
import { useKeyCommands } from './use-key-commands';

interface FindBoxProps {
  /** Where the form goes, with `id` as its only field. */
  action: string;
  bindings: KeyBindings;
}

/** Any ID of a run or some of its words, from every page. A plain form: works before scripts have loaded. */
export function FindBox({ action, bindings }: FindBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  useKeyCommands(bindings, {
    'find.run': () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const parameters = useSearchParams();
  // On the page of hits the box says what they were asked by.
  const asked = usePathname().endsWith('/find') ? (parameters.get('id') ?? '') : '';
  const hint = keyHint(bindings, 'find.run');
  return (
    <Form action={action} role="search" className="relative w-full max-w-80">
      <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted-foreground" />
      <input
        ref={field}
        key={asked}
        name="id"
        defaultValue={asked}
        type="search"
        required
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        aria-label="Find a run by any ID, or by words of its input, output or context"
        placeholder="Any ID, or words"
        onKeyDown={(event) => (event.key === 'Escape' ? event.currentTarget.blur() : undefined)}
        className="peer h-7 w-full rounded-md border border-input bg-background pr-8 pl-7.5 text-sm placeholder:text-muted-foreground focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
      />
      {hint ? (
        <Kbd className="pointer-events-none absolute top-1.25 right-1.5 peer-focus:hidden peer-[:not(:placeholder-shown)]:hidden">
          {hint}
        </Kbd>
      ) : null}
    </Form>
  );
}
