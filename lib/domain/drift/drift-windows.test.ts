import { describe, expect, it } from 'vitest';
import { addDays, driftWindows, driftWindowsSchema, earlierBlocks, listDays } from './drift-windows';

describe('windows', () => {
  it('are the last seven whole days against the 28 before, when nothing is chosen', () => {
    expect(driftWindows({}, '2026-11-30')).toEqual({
      current: { from: '2026-11-23', to: '2026-11-29' },
      reference: { from: '2026-10-26', to: '2026-11-22' },
    });
  });

  it('keep their length where one end is chosen', () => {
    expect(driftWindows({ from: '2026-03-01', reference_to: '2026-01-31' }, '2026-11-30')).toEqual({
      current: { from: '2026-03-01', to: '2026-03-07' },
      reference: { from: '2026-01-04', to: '2026-01-31' },
    });
  });

  it('have blocks of four weeks before them, none of which meets the current window', () => {
    const windows = driftWindows({ reference_from: '2026-12-01' }, '2026-11-30');
    for (const block of earlierBlocks(windows)) {
      expect(listDays(block)).toHaveLength(28);
      expect(block.to < windows.current.from || block.from > windows.current.to).toBe(true);
    }
  });

  it('are refused when they end before they begin or are no days', () => {
    expect(driftWindowsSchema.safeParse({ from: '2026-02-02', to: '2026-02-01' }).success).toBe(false);
    expect(driftWindowsSchema.safeParse({ from: '2026-02-31' }).success).toBe(false);
    expect(driftWindowsSchema.safeParse({ reference_from: '2020-01-01', reference_to: '2026-01-01' }).success).toBe(false);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  });
});
