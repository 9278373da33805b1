import { PlainText } from '@/components/evidence/plain-text';
import type { StepDifference } from '@/lib/domain/compare/compare-steps';
import { formatDurationMs } from '@/lib/format';
import { ChangeMark } from './change-mark';
import { SameRows } from './same-rows';

/** More than this are counted, not listed: a comparison is read, not searched. */
const LISTED_STEPS = 300;

export function StepsDiff({ steps }: { steps: readonly StepDifference[] }) {
  const same = steps.filter(({ status }) => status === 'same');
  if (steps.length === 0) return <p className="text-muted-foreground text-sm">Neither came with steps.</p>;
  return (
    <>
      <Rows steps={steps.filter(({ status }) => status !== 'same')} />
      <SameRows count={same.length}>
        <Rows steps={same} />
      </SameRows>
    </>
  );
}

function Rows({ steps }: { steps: readonly StepDifference[] }) {
  const keyed = steps.slice(0, LISTED_STEPS).map((step, key) => ({ step, key }));
  return (
    <>
      <ul className="grid gap-1">
        {keyed.map(({ step: { kind, name, status, changes, left, right }, key }) => (
          <li key={key} className="grid gap-x-4 text-sm md:grid-cols-[minmax(0,18rem)_minmax(0,1fr)_minmax(0,1fr)]">
            <span className="flex min-w-0 items-center gap-1.5">
              <ChangeMark kind={status} />
              <span className="w-20 shrink-0 truncate font-mono text-2xs text-muted-foreground">{kind.toLowerCase()}</span>
              <PlainText text={name} className="min-w-0 truncate" />
            </span>
            <Side step={left} />
            <span className="flex min-w-0 flex-wrap gap-x-3">
              <Side step={right} />
              {changes.length > 0 ? (
                <span className="text-muted-foreground text-xs">
                  changed: {changes.map((change) => change.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).join(', ')}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {steps.length > LISTED_STEPS ? (
        <p className="mt-1 text-muted-foreground text-xs">and {steps.length - LISTED_STEPS} more; the API gives all of them</p>
      ) : null}
    </>
  );
}

function Side({ step }: { step: StepDifference['left'] }) {
  if (!step) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="min-w-0 text-sm">
      <span className={step.status === 'error' ? 'text-danger' : undefined}>{step.status === 'error' ? 'failed' : step.status}</span>
      {step.durationMs === null ? null : (
        <span className="tabular text-muted-foreground"> {formatDurationMs(Math.max(0, step.durationMs))}</span>
      )}
      {step.error ? (
        <span className="text-danger text-xs">
          {' '}
          <PlainText text={step.error} />
        </span>
      ) : null}
    </span>
  );
}
