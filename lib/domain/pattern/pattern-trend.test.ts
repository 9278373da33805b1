import { describe, expect, it } from 'vitest';
import { weekChanges, weekCounts } from './pattern-trend';

const NOW = new Date('2026-11-30T12:00:00Z');
const pattern = (now: number, before: number, more: { checked?: number; firstSeenAt?: string } = {}) => ({
  now,
  before,
  checkedNow: more.checked ?? 1000,
  checkedBefore: more.checked ?? 1000,
  firstSeenAt: more.firstSeenAt ?? '2026-10-01T00:00:00Z',
});

describe('the trend of a pattern', () => {
  it('takes the last seven days against the seven before', () => {
    const byDay = [99, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2];
    expect(
      weekCounts(
        byDay,
        byDay.map((count) => count * 10),
      ),
    ).toEqual({ now: 14, before: 7, checkedNow: 140, checkedBefore: 70 });
    expect(weekCounts([3], [5])).toEqual({ now: 3, before: 0, checkedNow: 5, checkedBefore: 0 });
  });

  it('calls what the data bear out, and steady what may be chance', () => {
    const trends = weekChanges(
      [pattern(60, 20), pattern(20, 60), pattern(12, 9), pattern(0, 5), pattern(3, 0, { firstSeenAt: '2026-11-28T00:00:00Z' })],
      NOW,
    );
    expect(trends.map(({ trend }) => trend)).toEqual(['growing', 'shrinking', 'steady', 'gone', 'new']);
    expect(trends[0]?.difference?.low).toBeGreaterThan(0);
    expect(trends[2]?.difference?.low).toBeLessThan(0);
    expect(trends[2]?.difference?.high).toBeGreaterThan(0);
  });

  it('does not call a pattern new that was seen before and came back', () => {
    expect(weekChanges([pattern(3, 0)], NOW)[0]?.trend).toBe('steady');
  });

  it('goes by shares: twice the failures in twice the runs are no growth', () => {
    const [change] = weekChanges(
      [{ now: 80, before: 40, checkedNow: 2000, checkedBefore: 1000, firstSeenAt: '2026-10-01T00:00:00Z' }],
      NOW,
    );
    expect(change).toMatchObject({ trend: 'steady', difference: { difference: 0 } });
  });

  it('is more careful the more patterns are looked at', () => {
    const alone = pattern(32, 16);
    expect(weekChanges([alone], NOW)[0]?.trend).toBe('growing');
    expect(weekChanges([alone, ...Array.from({ length: 40 }, () => pattern(10, 10))], NOW)[0]?.trend).toBe('steady');
  });

  it('says nothing of weeks without a checked run', () => {
    expect(weekChanges([{ ...pattern(2, 0), checkedBefore: 0 }], NOW)[0]).toMatchObject({ difference: null, trend: 'steady' });
  });
});
