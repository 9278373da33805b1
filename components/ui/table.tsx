import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** A plain table with its own sideways scroll; long virtual lists live in components/table. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    <div className="thin-scroll relative w-full overflow-x-auto">
      <table className={cn('w-full border-collapse text-start text-sm', className)} {...rest} />
    </div>
  );
}

export function TableHeader({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead className={cn('border-border border-b', className)} {...rest} />;
}

export function TableBody({ className, ...rest }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&_tr:last-child]:border-0', className)} {...rest} />;
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn('border-border border-b transition-colors hover:bg-muted/60 data-[state=selected]:bg-primary-soft', className)}
      {...rest}
    />
  );
}

export function TableHead({ className, ...rest }: ComponentProps<'th'>) {
  return <th scope="col" className={cn('h-8 whitespace-nowrap px-3 font-medium text-muted-foreground text-xs', className)} {...rest} />;
}

export function TableCell({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={cn('h-9 px-3 py-1.5 align-middle', className)} {...rest} />;
}
