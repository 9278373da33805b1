import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** A grey shape where something will be; the surrounding region says "loading" to screen readers. */
export function Skeleton({ className, ...rest }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-muted', className)} {...rest} />;
}
