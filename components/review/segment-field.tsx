import { cn } from '@/lib/cn';

interface SegmentFieldProps<T extends string> {
  label: string;
  options: readonly (readonly [T, string])[];
  value: T | undefined;
  isReadOnly: boolean;
  /** Undefined when the chosen one is pressed again. */
  onChange: (value: T | undefined) => void;
}

/** A small choice whose every answer is visible; pressing the chosen one again takes it back. */
export function SegmentField<T extends string>({ label, options, value, isReadOnly, onChange }: SegmentFieldProps<T>) {
  return (
    <fieldset aria-label={label} className="grid grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-2">
      <span aria-hidden className="text-muted-foreground text-xs">
        {label}
      </span>
      <span className="flex flex-wrap gap-0.5">
        {options.map(([option, word]) => (
          <button
            key={option}
            type="button"
            aria-pressed={value === option}
            disabled={isReadOnly}
            onClick={() => onChange(value === option ? undefined : option)}
            className={cn(
              'h-6 rounded-md border px-2 text-xs disabled:opacity-60',
              value === option ? 'border-ring bg-primary-soft font-medium text-link' : 'border-border text-muted-foreground hover:bg-accent hover:text-foreground',
            )}
          >
            {word}
          </button>
        ))}
      </span>
    </fieldset>
  );
}
