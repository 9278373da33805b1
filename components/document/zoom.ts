// How large a document is shown: fitted to the pane, or a share of its real size.

/** A number is a factor of real size: 1 is 100 %, 72 points to 96 pixels. */
export type Zoom = 'width' | 'page' | number;

export const ZOOM_STEPS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;
const PIXELS_PER_POINT = 96 / 72;
/** Room around pages, in pixels. */
export const PAGE_MARGIN = 12;

/** CSS pixels for a point (pictures: for a pixel of the picture, which are fitted but never enlarged beyond 4). */
export function scaleOf(
  zoom: Zoom,
  page: { width: number; height: number },
  pane: { width: number; height: number },
  isPicture: boolean,
): number {
  const byWidth = Math.max(0.05, (pane.width - 2 * PAGE_MARGIN) / page.width);
  if (zoom === 'width') return isPicture ? Math.min(byWidth, 4) : byWidth;
  if (zoom === 'page') return Math.max(0.05, Math.min(byWidth, (pane.height - 2 * PAGE_MARGIN) / page.height));
  return zoom * (isPicture ? 1 : PIXELS_PER_POINT);
}

/** The scale as people say it: 1 is 100 %. */
export const zoomFactor = (scale: number, isPicture: boolean): number => scale / (isPicture ? 1 : PIXELS_PER_POINT);

/** The next step up or down from wherever the scale is now. */
export function zoomStep(factor: number, direction: 1 | -1): number {
  const steps = direction > 0 ? ZOOM_STEPS : [...ZOOM_STEPS].reverse();
  return steps.find((step) => (direction > 0 ? step > factor * 1.01 : step < factor * 0.99)) ?? steps.at(-1) ?? 1;
}
