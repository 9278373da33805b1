import { CircleAlert, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import { cn } from '@/lib/cn';
import type { Severity } from '@/lib/domain/evidence';

const LOOKS: Record<Severity, { icon: LucideIcon; tone: string; word: string }> = {
  high: { icon: OctagonAlert, tone: 'text-danger', word: 'High' },
  medium: { icon: TriangleAlert, tone: 'text-warning', word: 'Medium' },
  low: { icon: CircleAlert, tone: 'text-info', word: 'Low' },
  info: { icon: Info, tone: 'text-muted-foreground', word: 'Note' },
};

/** The icon of a severity, each of another shape; its word is read out and shown on hover. */
export function SeverityMark({ severity, className }: { severity: Severity; className?: string }) {
  const { icon: Icon, tone, word } = LOOKS[severity];
  return (
    <span title={`${word} severity`} className={cn('inline-flex shrink-0', tone, className)}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{word} severity:</span>
    </span>
  );
}
