import { cn } from '@/lib/cn';
import { formatScore } from '@/lib/format';

interface RiskBarProps {
  /** Probability in [0, 1]; null while checks have not spoken. */
  risk: number | null;
  className?: string;
}

/** Number and bar: how likely a reviewer would change this. */
export function RiskBar({ risk, className }: RiskBarProps) {
  if (risk === null) return <span className={cn('text-muted-foreground', className)}>–</span>;
  const tone = risk >= 0.66 ? 'bg-danger' : risk >= 0.33 ? 'bg-warning' : 'bg-success';
  return (
    <span
      className={cn('inline-flex items-center gap-2', className)}
      title={`Estimated probability that a reviewer would change this: ${formatScore(risk)}`}
    >
      <span className="tabular w-7 text-end">{formatScore(risk)}</span>
      <span aria-hidden className="inline-flex h-1.5 w-12 overflow-hidden rounded-full bg-accent">
        <span className={cn('rounded-full', tone)} style={{ width: `${Math.max(4, risk * 100)}%` }} />
      </span>
    </span>
  );
}
