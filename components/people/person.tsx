import { cn } from '@/lib/cn';

interface PersonProps {
  name: string;
  detail?: string;
  isYou?: boolean;
  className?: string;
}

/** A person in a list: initials, name, and a second line. Names may be in any script, so each stands in its own direction. */
export function Person({ name, detail, isYou, className }: PersonProps) {
  return (
    <span className={cn('flex min-w-0 items-center gap-2.5', className)}>
      <span
        aria-hidden
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-primary-soft font-semibold text-link text-xs"
      >
        {initials(name)}
      </span>
      <span className="grid min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          <bdi className="truncate font-medium" title={name}>
            {name}
          </bdi>
          {isYou ? <span className="shrink-0 text-muted-foreground text-xs">you</span> : null}
        </span>
        {detail ? (
          <bdi className="truncate text-muted-foreground text-xs" title={detail}>
            {detail}
          </bdi>
        ) : null}
      </span>
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/u).slice(0, 2);
  return words
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
