import { LongText } from '@/components/evidence/long-text';
import { PlainText } from '@/components/evidence/plain-text';
import type { PassageDifference } from '@/lib/domain/compare/compare-passages';
import { formatScore } from '@/lib/format';
import { ChangeMark } from './change-mark';
import { DifferenceRow } from './difference-row';
import { TextDiff } from './text-diff';

/** Passages gained, lost, re-ranked, and those whose text or document version changed. */
export function PassagesDiff({ passages }: { passages: readonly PassageDifference[] }) {
  if (passages.length === 0) return <p className="text-muted-foreground text-sm">Neither was given a passage.</p>;
  const keyed = passages.map((passage, key) => ({ passage, key }));
  return (
    <ul className="grid gap-3">
      {keyed.map(({ passage, key }) => (
        <DifferenceRow
          key={key}
          isDifference={passage.status !== 'same'}
          className="grid gap-x-4 gap-y-1 text-sm md:grid-cols-[11rem_minmax(0,1fr)_11rem]"
        >
          <span className="flex items-start gap-1.5">
            <ChangeMark kind={passage.status} />
            <PlainText text={passage.label} className="min-w-0" />
          </span>
          {passage.text ? (
            <TextDiff changes={passage.text} isFolded />
          ) : (
            <div className="min-w-0">
              <LongText text={passage.content} limit={300} />
            </div>
          )}
          <Place {...passage} />
        </DifferenceRow>
      ))}
    </ul>
  );
}

function Place({ status, left, right, text, isOtherVersion }: PassageDifference) {
  const rank = (brief: NonNullable<PassageDifference['left']>) => brief.rank ?? brief.ordinal + 1;
  const score = (brief: PassageDifference['left']) => (brief?.score == null ? '' : ` (${formatScore(brief.score)})`);
  const words =
    left === null || right === null
      ? `${status === 'added' ? 'gained' : 'lost'}, rank ${rank((left ?? right) as NonNullable<PassageDifference['left']>)}${score(left ?? right)}`
      : rank(left) === rank(right)
        ? `rank ${rank(left)} on both sides`
        : `rank ${rank(left)}${score(left)} → ${rank(right)}${score(right)}`;
  return (
    <span className="tabular grid content-start text-muted-foreground text-xs">
      <span className={left && right && rank(left) !== rank(right) ? 'text-info' : undefined}>{words}</span>
      {text ? <span>other text</span> : null}
      {isOtherVersion ? <span>another version of the document</span> : null}
    </span>
  );
}
