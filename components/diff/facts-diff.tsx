import { jsonLine } from '@/components/evidence/json-text';
import { LongText } from '@/components/evidence/long-text';
import type { FactDifference } from '@/lib/domain/compare/compare-facts';
import { fieldWords } from '@/lib/domain/compare/comparison-words';
import type { Json } from '@/lib/domain/run/run';
import { textChanges } from '@/lib/domain/text-changes';
import { ChangeMark } from './change-mark';
import { DifferenceRow } from './difference-row';
import { TextDiff } from './text-diff';

/** Beyond this the words of two texts that changed are told in one text rather than side by side. Characters. */
const WORDS_FROM_CHARS = 120;

export function FactsDiff({ facts }: { facts: readonly FactDifference[] }) {
  if (facts.length === 0) return <p className="text-muted-foreground text-sm">Nothing here differs.</p>;
  return (
    <ul className="grid gap-1.5 text-sm">
      {facts.map((fact) => (
        <DifferenceRow
          key={fact.field}
          isDifference={fact.status !== 'same'}
          className="grid items-start gap-x-4 md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)]"
        >
          <span className="flex items-center gap-1.5 text-muted-foreground">
            <ChangeMark kind={fact.status} />
            {fieldWords(fact.field)}
          </span>
          <Sides {...fact} />
        </DifferenceRow>
      ))}
    </ul>
  );
}

function Sides({ status, left, right }: FactDifference) {
  if (status === 'changed' && typeof left === 'string' && typeof right === 'string' && left.length + right.length > WORDS_FROM_CHARS * 2)
    return <TextDiff changes={textChanges(left, right)} isFolded className="md:col-span-2" />;
  return (
    <>
      <Value value={left} />
      <Value value={right} />
    </>
  );
}

function Value({ value }: { value: Json }) {
  return (
    <span className="min-w-0">
      {value === null ? <span className="text-muted-foreground">–</span> : <LongText text={jsonLine(value)} limit={300} />}
    </span>
  );
}
