import { PlainText } from '@/components/evidence/plain-text';
import type { FindingDifference } from '@/lib/domain/compare/compare-claims';
import { fieldWords } from '@/lib/domain/compare/comparison-words';
import { ChangeMark } from './change-mark';
import { DifferenceRow } from './difference-row';

/** Findings that one run has and the other not, and those that say something else. */
export function FindingsDiff({ findings }: { findings: readonly FindingDifference[] }) {
  if (findings.length === 0) return <p className="text-muted-foreground text-sm">Neither run has a finding.</p>;
  const keyed = findings.map((finding, key) => ({ finding, key }));
  return (
    <ul className="grid gap-2">
      {keyed.map(({ finding: { code, status, left, right }, key }) => (
        <DifferenceRow
          key={key}
          isDifference={status !== 'same'}
          className="grid gap-x-4 gap-y-1 text-sm md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)]"
        >
          <span className="flex items-start gap-1.5">
            <ChangeMark kind={status} />
            <span className="min-w-0 break-words">{fieldWords(code)}</span>
          </span>
          <Side finding={left} />
          <Side finding={right} />
        </DifferenceRow>
      ))}
    </ul>
  );
}

function Side({ finding }: { finding: FindingDifference['left'] }) {
  if (!finding) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="min-w-0">
      <span className="me-1.5 text-muted-foreground text-xs">{finding.severity}</span>
      <PlainText text={finding.detail} dir="ltr" />
    </span>
  );
}
