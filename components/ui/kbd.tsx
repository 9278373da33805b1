import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export function Kbd({ className, ...rest }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        // Whoever touches the screen has no keys to press.
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-border-strong bg-background px-1 font-mono text-2xs text-muted-foreground leading-none pointer-coarse:hidden',
        className,
      )}
      {...rest}
    />
  );
}
