import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface ErrorStateProps {
  title?: string;
  /** One neutral sentence that says what to do. */
  children?: ReactNode;
  /** What support can look up in the log. */
  errorId?: string | undefined;
  action?: ReactNode;
  className?: string;
}

export function ErrorState({ title = 'This could not be shown', children, errorId, action, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cn('flex flex-col items-center justify-center gap-2 px-6 py-14 text-center', className)}>
      <span className="mb-1 inline-flex size-10 items-center justify-center rounded-lg bg-danger-soft text-danger">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <h2 className="font-semibold text-base">{title}</h2>
      {children ? <div className="max-w-md text-muted-foreground text-sm">{children}</div> : null}
      {errorId ? (
        <p className="text-muted-foreground text-xs">
          Error <code className="select-all font-mono">{errorId}</code>
        </p>
      ) : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
