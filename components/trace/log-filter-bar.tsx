'use client';
import { cn } from '@/lib/cn';
import { LOG_KINDS, LOG_LEVELS, type LogFilter } from '@/lib/domain/steps/step-log';
import { formatNumber } from '@/lib/format';
import type { LogNotes } from './use-log-notes';

interface LogFilterBarProps {
  filter: LogFilter;
  onChange: (filter: LogFilter) => void;
  shown: number;
  all: number;
  log: LogNotes;
}

const WORDS = { step: 'Steps', error: 'Errors', message: 'Messages', call: 'Calls', result: 'Results', event: 'Events' } as const;

/** What the log leaves out, as switches. */
export function LogFilterBar({ filter, onChange, shown, all, log }: LogFilterBarProps) {
  const turned = <T,>(set: ReadonlySet<T>, member: T): ReadonlySet<T> => {
    const next = new Set(set);
    if (!next.delete(member)) next.add(member);
    return next;
  };
  return (
    <div className="flex flex-wrap items-center gap-1 border-border border-b px-2 py-1">
      <fieldset className="flex flex-wrap gap-0.5">
        <legend className="sr-only">Kinds of lines</legend>
        {LOG_KINDS.map((kind) => (
          <Switch key={kind} isOn={filter.kinds.has(kind)} onPress={() => onChange({ ...filter, kinds: turned(filter.kinds, kind) })}>
            {WORDS[kind]}
          </Switch>
        ))}
      </fieldset>
      <span aria-hidden className="mx-1 h-4 w-px bg-border" />
      <fieldset className="flex flex-wrap gap-0.5">
        <legend className="sr-only">Levels</legend>
        {LOG_LEVELS.map((level) => (
          <Switch key={level} isOn={filter.levels.has(level)} onPress={() => onChange({ ...filter, levels: turned(filter.levels, level) })}>
            {level}
          </Switch>
        ))}
      </fieldset>
      <input
        type="search"
        dir="auto"
        value={filter.text}
        maxLength={200}
        aria-label="Only lines with these words"
        placeholder="Filter lines"
        onChange={({ target }) => onChange({ ...filter, text: target.value })}
        className="ms-auto h-6 w-32 rounded-md border border-input bg-background px-2 text-xs placeholder:text-muted-foreground"
      />
      <span role="status" className={cn('tabular text-2xs text-muted-foreground', log.problem && 'text-warning')}>
        {log.problem ?? `${formatNumber(shown)}${shown === all ? '' : ` of ${formatNumber(all)}`} lines${log.isBusy ? ', loading' : ''}`}
      </span>
    </div>
  );
}

function Switch({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={cn(
        'inline-flex h-6 items-center rounded-sm px-1.5 text-xs first-letter:uppercase',
        isOn ? 'bg-accent text-foreground' : 'text-muted-foreground line-through decoration-1 hover:bg-muted',
      )}
    >
      {children}
    </button>
  );
}
