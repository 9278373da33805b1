import { describe, expect, it } from 'vitest';
import { DEFAULT_WIDTHS, moveBorder, paneCookie, readPaneWidths } from './pane-widths';

describe('pane widths', () => {
  it('come back from the cookie as they were', () => {
    const text = paneCookie([20, 35.5, 44.5]).split(';')[0]?.split('=')[1];
    expect(readPaneWidths(text)).toEqual([20, 35.5, 44.5]);
  });

  it('fall back when the cookie is nonsense or leaves a pane unreadable', () => {
    for (const text of [undefined, '', 'a-b-c', '2-33-65', '22-33-80', 'NaN-NaN-NaN']) expect(readPaneWidths(text)).toEqual(DEFAULT_WIDTHS);
  });

  it('stop at the narrowest pane and always fill the screen', () => {
    for (const delta of [-100, -5, 0, 5, 100]) {
      for (const border of [0, 1] as const) {
        const [run, claims, source] = moveBorder(DEFAULT_WIDTHS, border, delta);
        expect(run + claims + source).toBeCloseTo(100);
        expect([run >= 14, claims >= 22, source >= 25]).toEqual([true, true, true]);
      }
    }
  });
});
