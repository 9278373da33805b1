import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface PaneSectionProps {
  title: string;
  /** Small facts or buttons on the right of the title. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** One titled block of a pane. */
export function PaneSection({ title, aside, className, children }: PaneSectionProps) {
  return (
    <section className={cn('border-border border-b px-3 py-2.5', className)}>
      <header className="mb-1.5 flex min-h-5 items-center justify-between gap-2">
        <h3 className="font-medium text-muted-foreground text-xs">{title}</h3>
        {aside ? <div className="flex items-center gap-1.5 text-muted-foreground text-xs">{aside}</div> : null}
      </header>
      {children}
    </section>
  );
}
