'use client';
import { useId } from 'react';
import { Select } from '@/components/ui/select';

interface ChoiceFieldProps<T extends string> {
  label: string;
  options: readonly (readonly [T, string])[];
  value: T | undefined;
  isReadOnly: boolean;
  /** Words for saying nothing; without them one of the options must be chosen. */
  none?: string;
  onChange: (value: T | undefined) => void;
}

/** A small choice with its label above, made to stand beside others. */
export function ChoiceField<T extends string>({ label, options, value, isReadOnly, none, onChange }: ChoiceFieldProps<T>) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-0.5">
      <label htmlFor={id} className="text-muted-foreground text-xs">
        {label}
      </label>
      <Select
        id={id}
        value={value ?? ''}
        disabled={isReadOnly}
        onChange={(event) => onChange(options.find(([option]) => option === event.target.value)?.[0])}
        onKeyDown={leaveOnEscape}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(([option, word]) => (
          <option key={option} value={option}>
            {word}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** Gives the keys back to the page. */
function leaveOnEscape(event: React.KeyboardEvent<HTMLElement>) {
  if (event.key === 'Escape' || (event.key === 'Enter' && !event.ctrlKey && !event.metaKey)) event.currentTarget.blur();
}
