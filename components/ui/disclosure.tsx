import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface DisclosureProps {
  title: ReactNode;
  className?: string;
  /** Opens it, also later; whoever closes it keeps it closed. */
  isOpen?: boolean;
  children: ReactNode;
}

/** Something that is folded until it is asked for; works without script. */
export function Disclosure({ title, className, isOpen = false, children }: DisclosureProps) {
  return (
    <details className={className} open={isOpen}>
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded-sm pe-1 text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 transition-transform [details[open]>summary>&]:rotate-90 rtl:[details[open]>summary>&]:-rotate-90"
        />
        {title}
      </summary>
      {children}
    </details>
  );
}
