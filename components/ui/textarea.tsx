import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';
import { FIELD_CLASSES } from './field-classes';

/** Grows with its text where the browser can (`field-sizing`). */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={cn(FIELD_CLASSES, 'field-sizing-content min-h-16 py-1.5', className)} {...rest} />;
}
