'use client';
import { useId } from 'react';
import { Select } from '@/components/ui/select';
import type { ReasonCode } from '@/lib/verbs/reason';

interface ReasonFieldProps {
  codes: readonly ReasonCode[];
  isRequired: boolean;
  value: string | undefined;
  problem: string | undefined;
  isReadOnly?: boolean;
  onChange: (code: string | undefined) => void;
}

/** A typed reason. Enter and Escape give the keys back to the page. */
export function ReasonField({ codes, isRequired, value, problem, isReadOnly = false, onChange }: ReasonFieldProps) {
  const id = useId();
  const leave = (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' || (event.key === 'Enter' && !event.ctrlKey && !event.metaKey)) event.currentTarget.blur();
  };
  return (
    <div className="grid min-w-0 content-start gap-0.5">
      <label htmlFor={id} className="text-muted-foreground text-xs">
        Reason{isRequired ? ' (needed)' : ''}
      </label>
      <Select
        id={id}
        data-reason
        value={value ?? ''}
        disabled={isReadOnly}
        aria-required={isRequired}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        onKeyDown={leave}
      >
        <option value="">{isRequired ? 'Choose a reason' : codes.length === 0 ? 'None needed' : 'No reason'}</option>
        {codes.map(({ code, title }) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </Select>
      {problem ? (
        <p id={`${id}-error`} role="alert" className="text-danger text-xs">
          {problem.startsWith('is needed') ? 'Choose a reason, or say it in a note.' : `The reason ${problem}.`}
        </p>
      ) : null}
    </div>
  );
}
