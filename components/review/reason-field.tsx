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

export function ReasonField({ codes, isRequired, value, problem, isReadOnly = false, onChange }: ReasonFieldProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-2">
      <label htmlFor={id} className="text-muted-foreground text-xs">
        Reason
      </label>
      <Select
        id={id}
        data-reason
        value={value ?? ''}
        disabled={isReadOnly}
        required={isRequired}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? event.currentTarget.blur() : undefined)}
      >
        <option value="">{isRequired ? 'Choose a reason' : 'No reason needed'}</option>
        {codes.map(({ code, title }) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </Select>
      {problem ? (
        <p id={`${id}-error`} role="alert" className="col-start-2 text-danger text-xs">
          Reason {problem}
        </p>
      ) : null}
    </div>
  );
}
