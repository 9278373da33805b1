import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';

interface SearchFieldProps {
  label: string;
  placeholder: string;
  words: string;
  onWords: (words: string) => void;
  /** Enter goes to the next place, Shift+Enter to the one before. */
  onGo: (by: 1 | -1) => void;
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
}

/** Where words are typed that are looked for in what is shown. Left and right: the field has the direction of its text, the icon that of the page. */
export function SearchField({ label, placeholder, words, onWords, onGo, inputRef, className }: SearchFieldProps) {
  return (
    <>
      <Search aria-hidden className="pointer-events-none absolute top-1.5 left-1.5 size-3.5 text-muted-foreground" />
      <input
        ref={inputRef}
        type="search"
        dir="auto"
        value={words}
        maxLength={400}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={placeholder}
        onChange={({ target }) => onWords(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            onGo(event.shiftKey ? -1 : 1);
          }
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className={cn(
          'peer h-6.5 w-full pr-6 pl-6.5 text-xs placeholder:text-muted-foreground [&::-webkit-search-cancel-button]:hidden',
          className,
        )}
      />
    </>
  );
}

interface PlaceStepsProps {
  /** What a place is called: "hit", "place in output". */
  what: string;
  isDisabled: boolean;
  onGo: (by: 1 | -1) => void;
}

/** From one place where the words stand to the next. */
export function PlaceSteps({ what, isDisabled, onGo }: PlaceStepsProps) {
  return (
    <>
      <Button
        variant="ghost"
        size="icon-xs"
        aria-label={`Previous ${what}`}
        title={`Previous ${what} (Shift+Enter)`}
        disabled={isDisabled}
        onClick={() => onGo(-1)}
      >
        <ChevronUp aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon-xs"
        aria-label={`Next ${what}`}
        title={`Next ${what} (Enter)`}
        disabled={isDisabled}
        onClick={() => onGo(1)}
      >
        <ChevronDown aria-hidden />
      </Button>
    </>
  );
}
