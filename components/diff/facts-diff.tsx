import { jsonLine } from '@/components/evidence/json-text';
import { LongText } from '@/components/evidence/long-text';
import type { FactDifference } from '@/lib/domain/compare/compare-facts';
import type { Json } from '@/lib/domain/run/run';
import { ChangeMark } from './change-mark';
import { SameRows } from './same-rows';

export function FactsDiff({ facts }: { facts: readonly FactDifference[] }) {
  const same = facts.filter(({ status }) => status === 'same');
  return (
    <>
      <Rows facts={facts.filter(({ status }) => status !== 'same')} />
      <SameRows count={same.length}>
        <Rows facts={same} />
      </SameRows>
    </>
  );
}

function Rows({ facts }: { facts: readonly FactDifference[] }) {
  return (
    <dl className="grid gap-y-1.5 text-sm">
      {facts.map(({ field, status, left, right }) => (
        <div key={field} className="grid items-start gap-x-4 md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)]">
          <dt className="flex items-center gap-1.5 text-muted-foreground">
            <ChangeMark kind={status} />
            {field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}
          </dt>
          <dd className="min-w-0">
            <Value value={left} />
          </dd>
          <dd className="min-w-0">
            <Value value={right} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { value: Json }) {
  return value === null ? <span className="text-muted-foreground">–</span> : <LongText text={jsonLine(value)} limit={300} />;
}
