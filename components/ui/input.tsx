import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';
import { FIELD_CLASSES } from './field-classes';

export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input type={type} className={cn(FIELD_CLASSES, 'h-8', className)} {...rest} />;
}
