import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Label } from './label';

interface FieldProps {
  /** Id of the control inside; its `aria-describedby` should name `<id>-hint` and `<id>-error` (see `fieldAria`). */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null | undefined;
  className?: string;
  children: ReactNode;
}

/** Label, control, hint and error of one form field, tied together for screen readers. */
export function Field({ id, label, hint, error, className, children }: FieldProps) {
  return (
    <div className={cn('grid content-start gap-1', className)}>
      <Label htmlFor={id}>{label}</Label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-danger text-xs">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** The aria attributes of a control inside a `Field`. */
export function fieldAria(id: string, error?: string | null, hasHint = false) {
  const described = [hasHint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described === '' ? undefined : described };
}
