import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface DifferenceRowProps {
  /** Rows that are the same are passed over by the keys that go from difference to difference. */
  isDifference: boolean;
  className?: string;
  children: ReactNode;
}

/** A row that j and k stop at. */
export function DifferenceRow({ isDifference, className, children }: DifferenceRowProps) {
  return (
    <li
      {...(isDifference ? { 'data-difference': '', tabIndex: -1 } : {})}
      className={cn('scroll-m-24 rounded-md outline-offset-2 focus:outline-2 focus:outline-ring', className)}
    >
      {children}
    </li>
  );
}
