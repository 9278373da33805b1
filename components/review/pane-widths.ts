// The widths of the three panes in percent, kept in a cookie so that the server renders them right at once.

export type PaneWidths = [number, number, number];
export const DEFAULT_WIDTHS: PaneWidths = [22, 33, 45];
export const PANE_COOKIE = 'review-panes';
const MIN_PERCENT = [14, 22, 25] as const;

/** `22-33-45` as widths; the defaults for anything else. */
export function readPaneWidths(text: string | undefined): PaneWidths {
  const [run = 0, claims = 0, source = 0] = (text ?? '').split('-').map(Number);
  const sum = run + claims + source;
  const isUsable = Math.abs(sum - 100) < 1 && run >= MIN_PERCENT[0] && claims >= MIN_PERCENT[1] && source >= MIN_PERCENT[2];
  return isUsable ? [run, claims, source] : DEFAULT_WIDTHS;
}

/** Moves the border after the first (0) or second (1) pane by `delta` percent, as far as both neighbours allow. */
export function moveBorder(widths: PaneWidths, border: 0 | 1, delta: number): PaneWidths {
  const lowest = MIN_PERCENT[border] - widths[border];
  const next = border === 0 ? 1 : 2;
  const highest = widths[next] - MIN_PERCENT[next];
  const moved = Math.max(lowest, Math.min(highest, delta));
  const result: PaneWidths = [...widths];
  result[border] += moved;
  result[next] -= moved;
  return result;
}

export const paneCookie = (widths: PaneWidths): string =>
  `${PANE_COOKIE}=${widths.map((width) => Number(width.toFixed(2))).join('-')}; path=/; max-age=31536000; samesite=lax`;
