import type { ReactNode } from 'react';

interface StepSectionProps {
  title: string;
  aside?: ReactNode;
  /** Starts closed, with its title to open it. */
  isFolded?: boolean;
  children: ReactNode;
}

/** One titled part of a step's panel. */
export function StepSection({ title, aside, isFolded = false, children }: StepSectionProps) {
  if (isFolded) {
    return (
      <details className="border-border border-b px-4 py-2.5">
        <summary className="w-fit font-medium text-muted-foreground text-xs">{title}</summary>
        <div className="mt-2">{children}</div>
      </details>
    );
  }
  return (
    <section className="border-border border-b px-4 py-2.5">
      <header className="mb-1.5 flex items-center justify-between gap-2 text-muted-foreground text-xs">
        <h3 className="font-medium">{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}
