// The text layer of a document: pages of text in reading order with the place of each word. Offsets are UTF-16 code units
// into `PageText.text`, as JavaScript strings count; boxes are PDF points with the origin at the top left of the page as shown.

/** [x0, y0, x1, y1], x to the right, y down, x0 <= x1, y0 <= y1. */
export type Box = [number, number, number, number];

/** A word (or the smallest run of text whose place is known): `text.slice(start, end)` stands in `box`. */
export interface PlacedWord {
  start: number;
  end: number;
  box: Box;
}

export interface PageText {
  /** Counted from 1. */
  page: number;
  /** Size as shown (after rotation), in points; for images in pixels; 0 when the source has no geometry (text, JSON). */
  width: number;
  height: number;
  /** Degrees clockwise that the file asks for: 0, 90, 180 or 270. Boxes are already turned. */
  rotation: number;
  text: string;
  /** Ascending by start, not overlapping; null when the source has no geometry. */
  words: PlacedWord[] | null;
}

export interface TextLayer {
  /** Name and version of the extractor, stored with the pages: `pdf@1`. The same bytes and layout give the same text for ever. */
  layout: string;
  pages: PageText[];
}
