import { cn } from '@/lib/cn';
import type { Finding } from '@/lib/domain/evidence';
import { PlainText } from './plain-text';
import { SeverityMark } from './severity-mark';

interface FindingLineProps {
  finding: Pick<Finding, 'code' | 'severity' | 'detail' | 'checkId' | 'checkVersion'>;
  className?: string;
}

/** What a check says, in its own sentence; which check said it is on hover. */
export function FindingLine({ finding, className }: FindingLineProps) {
  return (
    <p
      className={cn('flex items-start gap-1.5 text-sm', className)}
      title={`${finding.code} · check ${finding.checkId} ${finding.checkVersion}`}
    >
      <SeverityMark severity={finding.severity} className="mt-0.5" />
      <span className="min-w-0 break-words">
        <PlainText text={finding.detail} dir="ltr" className="whitespace-normal" />
      </span>
    </p>
  );
}
