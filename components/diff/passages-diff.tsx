import { LongText } from '@/components/evidence/long-text';
import { PlainText } from '@/components/evidence/plain-text';
import type { PassageDifference } from '@/lib/domain/compare/compare-passages';
import { formatScore } from '@/lib/format';
import { ChangeMark } from './change-mark';
import { SameRows } from './same-rows';

export function PassagesDiff({ passages }: { passages: readonly PassageDifference[] }) {
  const same = passages.filter(({ status }) => status === 'same');
  if (passages.length === 0) return <p className="text-muted-foreground text-sm">Neither was given a passage.</p>;
  return (
    <>
      <Rows passages={passages.filter(({ status }) => status !== 'same')} />
      <SameRows count={same.length}>
        <Rows passages={same} />
      </SameRows>
    </>
  );
}

function Rows({ passages }: { passages: readonly PassageDifference[] }) {
  const keyed = passages.map((passage, key) => ({ passage, key }));
  return (
    <ul className="grid gap-2">
      {keyed.map(({ passage: { label, content, status, left, right }, key }) => (
        <li key={key} className="grid gap-x-4 text-sm md:grid-cols-[11rem_minmax(0,1fr)_9rem]">
          <span className="flex items-start gap-1.5">
            <ChangeMark kind={status} />
            <PlainText text={label} className="min-w-0" />
          </span>
          <LongText text={content} limit={300} />
          <span className="tabular text-muted-foreground text-xs">
            {[placeOf('left', left), placeOf('right', right)].filter(Boolean).join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function placeOf(side: string, brief: PassageDifference['left']): string | null {
  return brief && `${side} rank ${brief.rank ?? brief.ordinal + 1}${brief.score === null ? '' : ` (${formatScore(brief.score)})`}`;
}
