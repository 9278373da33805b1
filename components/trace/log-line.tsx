import { CircleDot, CircleX, CornerDownLeft, MessageSquareText, Wrench } from 'lucide-react';
import type { CSSProperties } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import type { LogKind, LogLevel, LogRow } from '@/lib/domain/steps/step-log';
import { briefAt, type StepTable } from '@/lib/domain/steps/step-table';
import { fineDuration } from './fine-duration';
import { KindIcon } from './kind-icon';
import { MARK_WORDS } from './mark-words';

interface LogLineProps {
  table: StepTable;
  row: LogRow;
  id: string;
  index: number;
  /** Lines there are. */
  size: number;
  isSelected: boolean;
  isHit: boolean;
  style: CSSProperties;
}

const ICONS: Record<Exclude<LogKind, 'step'>, typeof CircleDot> = {
  error: CircleX,
  message: MessageSquareText,
  call: Wrench,
  result: CornerDownLeft,
  event: CircleDot,
};
const TONES: Record<LogLevel, string> = { error: 'text-danger', warning: 'text-warning', info: '', debug: 'text-muted-foreground' };

/** Presses are handled by the list: `data-index` names the line. One line of the log: when, what, of which step, and the beginning of what it said. */
export function LogLine({ table, row, id, index, size, isSelected, isHit, style }: LogLineProps) {
  const { kind, level, at, ms, isTimed, note } = row;
  const step = at < table.count ? briefAt(table, at) : null;
  const Icon = kind === 'step' ? null : ICONS[kind];
  return (
    <div
      role="treeitem"
      id={id}
      tabIndex={-1}
      aria-level={1}
      aria-posinset={index + 1}
      aria-setsize={size}
      aria-selected={isSelected}
      data-index={index}
      style={style}
      className={cn(
        'absolute inset-x-0 top-0 grid cursor-default grid-cols-[4.5rem_1rem_minmax(5rem,12rem)_minmax(0,1fr)] items-center gap-2 px-2',
        isSelected ? 'bg-primary-soft' : isHit ? 'bg-warning-soft hover:bg-muted' : 'hover:bg-muted',
      )}
    >
      <span
        title={isTimed ? undefined : 'It has no time of its own: it stands behind the step before it'}
        className="tabular truncate text-end text-2xs text-muted-foreground"
      >
        {Number.isFinite(ms) ? `${isTimed ? '' : '~'}${fineDuration(ms)}` : 'no time'}
      </span>
      <span className={cn('inline-flex', TONES[level])}>
        {Icon ? <Icon aria-hidden className="size-3.5" /> : step ? <KindIcon kind={step.kind} /> : null}
        <span className="sr-only">{kind === 'step' ? level : `${kind}, ${level}`}</span>
      </span>
      <span className={cn('truncate text-sm', kind === 'step' ? 'font-medium' : 'ps-3 text-muted-foreground')}>
        {step ? <PlainText text={step.name || 'unnamed'} className="whitespace-nowrap" /> : 'unknown step'}
      </span>
      <span dir="auto" className={cn('truncate text-sm', TONES[level])}>
        {note ? (
          <>
            <span className="font-medium">{note.title}</span>{' '}
            <PlainText text={note.text.replace(/\s+/gu, ' ')} className="whitespace-nowrap" />
            {note.isCut ? <span title="The step has all of it"> …</span> : null}
          </>
        ) : step ? (
          <StepWords step={step} />
        ) : null}
      </span>
    </div>
  );
}

function StepWords({ step }: { step: ReturnType<typeof briefAt> }) {
  const words = [
    step.durationMs === null
      ? step.status === 'running'
        ? 'started, still running'
        : 'started'
      : `took ${fineDuration(Math.max(0, step.durationMs))}`,
    step.modelName ?? '',
    step.mark ? MARK_WORDS[step.mark].title.toLowerCase() : '',
  ].filter(Boolean);
  return <span className="text-muted-foreground">{words.join(' · ')}</span>;
}
