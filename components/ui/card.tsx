import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={cn('rounded-lg border border-border bg-card text-card-foreground', className)} {...rest} />;
}

export function CardHeader({ className, ...rest }: ComponentProps<'header'>) {
  return (
    <header className={cn('flex flex-wrap items-center justify-between gap-2 border-border border-b px-4 py-2.5', className)} {...rest} />
  );
}

export function CardTitle({ className, ...rest }: ComponentProps<'h2'>) {
  return <h2 className={cn('font-semibold text-sm', className)} {...rest} />;
}

export function CardContent({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('p-4', className)} {...rest} />;
}
