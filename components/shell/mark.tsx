import { cn } from '@/lib/cn';

/** Two strokes that cross a line: a countersignature. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 20 20"
      className={cn('size-5 text-primary', className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M3 16.5h14" className="text-muted-foreground" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4 9.5 7.5 13 14 4.5" />
      <path d="m10.5 12 1.2 1L17 6.5" />
    </svg>
  );
}
