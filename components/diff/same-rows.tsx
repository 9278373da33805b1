import type { ReactNode } from 'react';

/** What both have in common, folded away. */
export function SameRows({ count, children }: { count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <details className="mt-2">
      <summary className="w-fit text-muted-foreground text-xs">{count} the same</summary>
      <div className="mt-1">{children}</div>
    </details>
  );
}
