import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';
import { FIELD_CLASSES } from './field-classes';

/** The browser's own select: works in every form, with every screen reader and without script. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative inline-flex w-full', className)}>
      <select className={cn(FIELD_CLASSES, 'h-8 appearance-none pe-7')} {...rest}>
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2 end-2 size-4 text-muted-foreground" />
    </span>
  );
}
