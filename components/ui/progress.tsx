import { cn } from '@/lib/cn';

const TONES = {
  neutral: 'bg-muted-foreground',
  accent: 'bg-primary',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
} as const;

interface ProgressProps {
  label: string;
  parts: { name: string; value: number; tone: keyof typeof TONES }[];
  total: number;
  className?: string;
}

/** One bar of one or several parts; the numbers are in its label for people who do not see it. */
export function Progress({ label, parts, total, className }: ProgressProps) {
  const words = parts.map((part) => `${part.value} ${part.name}`).join(', ');
  return (
    <div
      role="img"
      aria-label={`${label}: ${words} of ${total}`}
      className={cn('flex h-1.5 w-full overflow-hidden rounded-full bg-accent', className)}
    >
      {parts.map((part) => (
        <span key={part.name} className={TONES[part.tone]} style={{ width: total > 0 ? `${(part.value / total) * 100}%` : 0 }} />
      ))}
    </div>
  );
}
