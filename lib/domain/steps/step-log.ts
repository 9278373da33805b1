// The flat log of a run: every step once at its start, and what happened inside it, in order of time.
import type { StepTable } from './step-table';

export const LOG_KINDS = ['step', 'error', 'message', 'call', 'result', 'event'] as const;
export type LogKind = (typeof LOG_KINDS)[number];
export const LOG_LEVELS = ['error', 'warning', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Something inside a step, as the server reads it out of the body. */
export interface LogNote {
  stepId: string;
  kind: Exclude<LogKind, 'step'>;
  level: LogLevel;
  /** Milliseconds since the earliest step of the run; null when it has no time of its own. */
  ms: number | null;
  /** Role, tool or name of the event. */
  title: string;
  /** The beginning of what it says. */
  text: string;
  /** True when `text` is not all of it. */
  isCut: boolean;
}

export interface LogRow {
  kind: LogKind;
  level: LogLevel;
  /** Place of the step. */
  at: number;
  ms: number;
  /** False where `ms` is only the time of what stands before it in the tree. */
  isTimed: boolean;
  note: LogNote | null;
}

/**
 * One `step` row for each step, one row for each note, in order of time; of the same time, in tree order and inside a step in the
 * order in which it said them. What has no time stands behind the step before it in the tree. A note of a step that is not in the
 * table is not lost: it comes last.
 */
export function logRows(table: StepTable, notes: readonly LogNote[]): LogRow[] {
  const { count, start, status, mark } = table;
  const notesAt = new Map<number, LogNote[]>();
  for (const note of notes) {
    const at = table.placeById.get(note.stepId) ?? count;
    const list = notesAt.get(at);
    if (list) list.push(note);
    else notesAt.set(at, [note]);
  }
  const rows: LogRow[] = [];
  let known = 0;
  for (let at = 0; at <= count; at++) {
    if (at < count) {
      const startMs = start[at] as number;
      const isTimed = !Number.isNaN(startMs);
      if (isTimed) known = startMs;
      const level = status[at] === 1 ? 'error' : mark[at] !== 0 ? 'warning' : 'info';
      rows.push({ kind: 'step', level, at, ms: known, isTimed, note: null });
    } else known = Number.POSITIVE_INFINITY;
    for (const note of notesAt.get(at) ?? []) {
      rows.push({ kind: note.kind, level: note.level, at, ms: note.ms ?? known, isTimed: note.ms !== null, note });
    }
  }
  // Stable: equal times keep the order in which they were put in.
  return rows.sort((a, b) => (a.ms === b.ms ? 0 : a.ms - b.ms));
}

export interface LogFilter {
  kinds: ReadonlySet<LogKind>;
  levels: ReadonlySet<LogLevel>;
  /** Anywhere in the name of the step, the title or the text; case does not count. */
  text: string;
}

export function filteredLog(table: StepTable, rows: readonly LogRow[], { kinds, levels, text }: LogFilter): readonly LogRow[] {
  const isAll = kinds.size === LOG_KINDS.length && levels.size === LOG_LEVELS.length && text === '';
  if (isAll) return rows;
  const wanted = text.toLocaleLowerCase('en');
  const has = (words: string | undefined) => words?.toLocaleLowerCase('en').includes(wanted) === true;
  return rows.filter(({ kind, level, at, note }) => {
    if (!kinds.has(kind) || !levels.has(level)) return false;
    if (wanted === '') return true;
    const name = table.texts[table.name[at] as number];
    return has(name) || (note === null ? has(table.texts[table.error[at] as number]) : has(note.title) || has(note.text));
  });
}
