// Follows a page's drawing operators and says where each glyph stands. pdf.js gives text in runs with one width for all of a run;
// a quoted word needs its own box, so positions are taken from the glyph advances that the page is drawn with.
import { apply, multiply } from './matrix';
import type { Matrix } from './matrix';
import { changeTextState, freshTextState, transform } from './pdf-text-state';
import type { GlyphFont, TextState } from './pdf-text-state';
import { OPS } from './pdfjs';

/** A glyph on the page as shown: y grows downwards, `(x, y)` is its origin on the baseline. */
export interface PlacedGlyph {
  text: string;
  isSpace: boolean;
  x: number;
  y: number;
  /** Unit vector in which the text runs, and the length of this glyph along it. */
  ux: number;
  uy: number;
  advance: number;
  /** Height of the font in page units. */
  size: number;
  /** How far the glyph reaches to the left and the right of its baseline, seen along the text, in page units. */
  above: number;
  below: number;
}

export interface OperatorList {
  fnArray: ArrayLike<number>;
  argsArray: ArrayLike<unknown>;
}

interface RawGlyph {
  unicode: string;
  width: number;
  isSpace: boolean;
  vmetric?: number[] | null;
}

const MAX_SAVED_STATES = 100_000;
const ASCENT = 0.8;
const DESCENT = 0.22;

/** Every glyph of the page in drawing order. `base` is the page's viewport transform, `fontOf` looks a font name up. */
export function placeGlyphs(
  list: OperatorList,
  base: Matrix,
  fontOf: (name: string) => GlyphFont | null,
  maxGlyphs: number,
): PlacedGlyph[] {
  const glyphs: PlacedGlyph[] = [];
  const saved: TextState[] = [];
  let state = freshTextState(base);
  for (let index = 0; index < list.fnArray.length; index += 1) {
    const args = (list.argsArray[index] ?? []) as unknown[];
    switch (list.fnArray[index]) {
      case OPS.save:
        if (saved.length < MAX_SAVED_STATES) saved.push({ ...state });
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
      case OPS.endAnnotation:
        state = saved.pop() ?? state;
        break;
      case OPS.paintFormXObjectBegin:
        if (saved.length < MAX_SAVED_STATES) saved.push({ ...state });
        transform(state, args[0]);
        break;
      case OPS.beginAnnotation:
        if (saved.length < MAX_SAVED_STATES) saved.push({ ...state });
        state = freshTextState(base);
        transform(state, args[2]);
        transform(state, args[3]);
        break;
      case OPS.transform:
        transform(state, args);
        break;
      case OPS.showText:
        showText(state, (args[0] ?? []) as (RawGlyph | number)[], glyphs);
        if (glyphs.length > maxGlyphs) return glyphs;
        break;
      default:
        changeTextState(state, list.fnArray[index], args, fontOf);
    }
  }
  return glyphs;
}

/** Mirrors pdf.js `CanvasGraphics.showText` and `showType3Text`, so that boxes stand where the glyphs are painted. */
function showText(state: TextState, items: (RawGlyph | number)[], into: PlacedGlyph[]): void {
  const { font, fontSize, direction } = state;
  if (!font || fontSize === 0) return;
  const scale = fontSize * (font.fontMatrix?.[0] ?? 0.001);
  const hScale = state.hScale * direction;
  const local = multiply(multiply(state.ctm, state.textMatrix), [hScale, 0, 0, 1, state.x, state.y + state.rise]);
  let along = 0;
  for (const item of items) {
    if (typeof item === 'number') {
      along += ((font.vertical ? 1 : -1) * item * fontSize) / 1000;
      continue;
    }
    const spacing = (item.isSpace ? state.wordSpacing : 0) + state.charSpacing;
    const width = (font.vertical ? -(item.vmetric?.[0] ?? -1000) : item.width) * scale;
    const placed = font.vertical
      ? placeVertical(item, local, along, width, scale, fontSize)
      : placeHorizontal(item, local, along, width, fontSize, font);
    if (placed) into.push(placed);
    along += font.vertical ? width - spacing * direction : width + spacing * direction;
  }
  if (font.vertical) state.y -= along;
  else state.x += along * hScale;
}

function placeHorizontal(
  glyph: RawGlyph,
  local: Matrix,
  along: number,
  width: number,
  fontSize: number,
  font: GlyphFont,
): PlacedGlyph | null {
  const reach = glyphReach(font, fontSize);
  return place(glyph, apply(local, along, 0), apply(local, along + width, 0), apply(local, along, 1), [1, 0], local, fontSize, reach);
}

/** Vertical writing: the glyph hangs below its origin, half of it on each side. */
function placeVertical(glyph: RawGlyph, local: Matrix, along: number, width: number, scale: number, fontSize: number): PlacedGlyph | null {
  const left = (glyph.vmetric?.[1] ?? glyph.width / 2) * scale;
  const right = glyph.width * scale - left;
  return place(glyph, apply(local, 0, -along), apply(local, 0, -along - width), apply(local, 1, -along), [0, -1], local, fontSize, {
    above: right,
    below: left,
  });
}

function place(
  glyph: RawGlyph,
  from: [number, number],
  to: [number, number],
  side: [number, number],
  axis: [number, number],
  local: Matrix,
  fontSize: number,
  reach: { above: number; below: number },
): PlacedGlyph | null {
  const sideLength = Math.hypot(side[0] - from[0], side[1] - from[1]);
  const advance = Math.hypot(to[0] - from[0], to[1] - from[1]);
  // A glyph without advance still runs where its line runs.
  const [dx, dy] =
    advance > 0 ? [to[0] - from[0], to[1] - from[1]] : [local[0] * axis[0] + local[2] * axis[1], local[1] * axis[0] + local[3] * axis[1]];
  const length = Math.hypot(dx, dy);
  const size = sideLength * fontSize;
  if (!Number.isFinite(from[0] + from[1] + advance + size) || length === 0 || size === 0) return null;
  return {
    text: glyph.unicode,
    isSpace: glyph.isSpace,
    x: from[0],
    y: from[1],
    ux: dx / length,
    uy: dy / length,
    advance,
    size,
    above: reach.above * sideLength,
    below: reach.below * sideLength,
  };
}

/** Ascent and descent in text units. Type 3 fonts are drawn in their own units, so their stated box is used where it makes sense. */
function glyphReach(font: GlyphFont, fontSize: number): { above: number; below: number } {
  const box = font.isType3Font ? font.bbox : null;
  const scaleY = Math.abs(font.fontMatrix?.[3] ?? 0.001) * fontSize;
  const [bottom, top] = [(box?.[1] ?? 0) * scaleY, (box?.[3] ?? 0) * scaleY];
  if (top > bottom && top > 0 && top - bottom < 4 * fontSize) return { above: top, below: -bottom };
  return { above: ASCENT * fontSize, below: DESCENT * fontSize };
}
