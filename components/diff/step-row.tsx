import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import type { StepDifference } from '@/lib/domain/compare/compare-steps';
import { changeWords } from '@/lib/domain/compare/comparison-words';
import { formatDurationMs } from '@/lib/format';
import { ChangeMark } from './change-mark';
import { ValueDiff } from './value-diff';

/** Levels that are shown by space; deeper ones by their number. */
const INDENTED_LEVELS = 8;

/** One aligned pair of steps, or a step that one run has alone. */
export function StepRow({ step }: { step: StepDifference }) {
  const { kind, name, status, moved, left, right, input, output } = step;
  const depth = (right ?? left)?.depth ?? 0;
  const isRenamed = left !== null && right !== null && left.name !== right.name;
  const words = changeWords(step).filter((word) => !word.startsWith('renamed'));
  return (
    <>
      <div className="grid items-start gap-x-4 text-sm md:grid-cols-[minmax(0,24rem)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,16rem)]">
        <span className="flex min-w-0 items-center gap-1.5" style={{ paddingInlineStart: `${Math.min(depth, INDENTED_LEVELS) * 0.75}rem` }}>
          <ChangeMark kind={status === 'changed' && moved ? 'moved' : status} />
          <span className="w-20 shrink-0 truncate font-mono text-2xs text-muted-foreground">{kind.toLowerCase()}</span>
          <span className="flex min-w-0 gap-1.5" title={isRenamed ? `${left.name} → ${right.name}` : name}>
            {isRenamed ? (
              <>
                <PlainText text={left.name} className="truncate whitespace-nowrap text-muted-foreground line-through" />
                <span aria-hidden>→</span>
                <span className="sr-only">renamed to</span>
              </>
            ) : null}
            <PlainText text={name} className="truncate whitespace-nowrap" />
          </span>
          {depth > INDENTED_LEVELS ? <span className="shrink-0 text-2xs text-muted-foreground">level {depth + 1}</span> : null}
        </span>
        <Side step={left} title="left" />
        <Side step={right} title="right" />
        <span className="min-w-0 text-muted-foreground text-xs">{words.join(', ')}</span>
      </div>
      {input || output ? (
        <details className="mt-1 mb-2 ms-6">
          <summary className="w-fit rounded-sm text-link text-xs">
            {input && output ? 'What it was given and gave' : input ? 'What it was given' : 'What it gave'}
          </summary>
          <div className="mt-1 grid gap-2 border-border border-s-2 ps-3">
            <Body title={kind === 'TOOL' ? 'Arguments' : 'Input'} difference={input} />
            <Body title={kind === 'TOOL' ? 'Result' : 'Output'} difference={output} />
          </div>
        </details>
      ) : null}
    </>
  );
}

function Body({ title, difference }: { title: string; difference: StepDifference['input'] }) {
  if (!difference) return null;
  return (
    <div>
      <p className="mb-0.5 text-muted-foreground text-xs">
        {title}
        {difference.isCut ? ' (only the beginnings are compared here; the step itself has all of it)' : ''}
      </p>
      <div className="max-h-80 overflow-y-auto">
        <ValueDiff difference={difference} isFolded />
      </div>
    </div>
  );
}

function Side({ step, title }: { step: StepDifference['left']; title: string }) {
  if (!step) return <span className="text-muted-foreground text-xs">not on the {title}</span>;
  const isFailed = step.status === 'error';
  return (
    <span className="min-w-0">
      <span className={cn('text-xs', isFailed ? 'text-danger' : 'text-muted-foreground')}>{isFailed ? 'failed' : step.status}</span>
      {step.durationMs === null ? null : (
        <span className="tabular text-muted-foreground text-xs"> {formatDurationMs(Math.max(0, step.durationMs))}</span>
      )}
      {step.modelName ? <PlainText text={` ${step.modelName}`} className="text-muted-foreground text-xs" /> : null}
      {step.error ? <PlainText text={step.error} className="line-clamp-2 text-danger text-xs" /> : null}
    </span>
  );
}
