// The sums of one pattern or group over a window of days.
import 'server-only';
import { weekChanges, weekCounts } from '@/lib/domain/pattern/pattern-trend';
import type { PatternFigures } from '@/lib/domain/pattern/pattern-view';
import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { type CheckedDays, type DayWindow, figuresOf } from './pattern-counts';

export interface FiguresQuery {
  key: string;
  isGroup: boolean;
  window: DayWindow;
  checked: CheckedDays;
  byDay: number[] | undefined;
  now: Date;
}

/** Without first, last and typical, which stand with the pattern itself. */
export async function figuresOfKey(
  tx: Tx,
  projectId: string,
  { key, isGroup, window, checked, byDay, now }: FiguresQuery,
): Promise<Pick<PatternFigures, 'runs' | 'share' | 'byDay' | 'outcomes' | 'week'>> {
  const column = Prisma.raw(isGroup ? 'd.coarse_key' : 'd.pattern_key');
  const [sum] = await tx.$queryRaw<{ runs: number; wrong: number; fine: number }[]>`
    SELECT coalesce(sum(d.runs), 0)::int AS runs, coalesce(sum(d.wrong), 0)::int AS wrong, coalesce(sum(d.fine), 0)::int AS fine FROM pattern_day d
    WHERE d.project_id = ${projectId}::uuid AND d.day >= ${window.from}::date AND d.day <= ${window.today}::date AND ${column} = ${key}`;
  const [first] = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT min(p.first_seen_at) AS at FROM pattern p WHERE p.project_id = ${projectId}::uuid AND ${Prisma.raw(isGroup ? 'p.coarse_key' : 'p.pattern_key')} = ${key}`;
  const firstSeenAt = first?.at?.toISOString() ?? now.toISOString();
  const counts = weekCounts(byDay ?? [], checked.runs);
  const [week] = weekChanges([{ ...counts, firstSeenAt }], now);
  if (!week) throw new Error('one pattern in, one change out');
  const total = checked.runs.reduce((all, runs) => all + runs, 0);
  const {
    runs,
    share,
    byDay: days,
    outcomes,
  } = figuresOf({ key, ...counts, ...(sum ?? NONE), firstSeenAt, lastSeenAt: firstSeenAt }, byDay, total, window);
  return { runs, share, byDay: days, outcomes, week };
}

const NONE = { runs: 0, wrong: 0, fine: 0 };
