'use client';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Input } from '@/components/ui/input';

export interface Suggestion {
  value: string;
  title?: string;
}

interface ValuesFieldProps {
  label: string;
  values: readonly string[];
  suggestions: readonly Suggestion[];
  onChange: (values: string[]) => void;
}

/** Any of several values: type or choose one, Enter adds it, the cross takes it out. */
export function ValuesField({ label, values, suggestions, onChange }: ValuesFieldProps) {
  const [text, setText] = useState('');
  const listId = useId();
  const titleOf = (value: string) => suggestions.find((each) => each.value === value)?.title;
  const add = (value: string) => {
    const trimmed = value.trim();
    setText('');
    if (trimmed !== '' && !values.includes(trimmed)) onChange([...values, trimmed]);
  };
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
      {values.map((value) => (
        <Badge key={value} tone="neutral" className="h-6 gap-0.5 pe-0.5 text-foreground" title={titleOf(value)}>
          <span className="max-w-60 truncate">{value}</span>
          <button
            type="button"
            aria-label={`Take out ${value}`}
            onClick={() => onChange(values.filter((each) => each !== value))}
            className="inline-flex size-5 items-center justify-center rounded-sm text-muted-foreground hover:bg-accent hover:text-foreground"
          >
            <X aria-hidden />
          </button>
        </Badge>
      ))}
      <Input
        aria-label={`${label}: add a value`}
        list={listId}
        value={text}
        placeholder={values.length === 0 ? 'any of …' : 'or …'}
        className="h-7 w-44 flex-1"
        onChange={(event) => {
          // Choosing from the list gives the whole value at once; typing gives one letter more.
          const chosen = suggestions.some(({ value }) => value === event.target.value) && !('data' in event.nativeEvent);
          if (chosen) add(event.target.value);
          else setText(event.target.value);
        }}
        onBlur={() => add(text)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ',') return;
          event.preventDefault();
          add(text);
        }}
      />
      <datalist id={listId}>
        {suggestions
          .filter(({ value }) => !values.includes(value))
          .map(({ value, title }) => (
            <option key={value} value={value}>
              {title ?? value}
            </option>
          ))}
      </datalist>
    </div>
  );
}
