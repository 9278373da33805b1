// Joins glyphs that are drawn one after the other on one baseline. A fragment is what the author of the file wrote in one stroke;
// lines are made of fragments, and reading order is an order of lines.
import type { PlacedGlyph } from './pdf-glyphs';
import { isRightToLeft, unshaped } from './text-direction';

export interface FragmentGlyph extends PlacedGlyph {
  /** Position along the line's direction and across it (upwards), in page units. */
  along: number;
  across: number;
  isAfterSpace: boolean;
}

export interface Fragment {
  glyphs: FragmentGlyph[];
  ux: number;
  uy: number;
  start: number;
  end: number;
  across: number;
  size: number;
  hasSpaceAfter: boolean;
}

/** Glyphs drawn twice for a shadow or a bold look stand within this share of their size of each other. */
const DUPLICATE_SHARE = 0.12;

export function textFragments(glyphs: PlacedGlyph[], page: { width: number; height: number }): Fragment[] {
  const fragments: Fragment[] = [];
  const seen = new Map<string, PlacedGlyph[]>();
  let current: Fragment | null = null;
  let isAfterSpace = false;
  for (const glyph of glyphs) {
    const text = cleaned(glyph.text);
    if (text === '' || isOffPage(glyph, page)) continue;
    // Not `isSpace`: that says character code 32, which a subset font may give to a letter.
    if (text.trim() === '') {
      isAfterSpace = true;
      if (current) current.hasSpaceAfter = true;
      continue;
    }
    if (glyph.advance > 0 && isDrawnTwice(glyph, text, seen)) continue;
    if (!current || !continues(current, glyph)) {
      current = {
        glyphs: [],
        ux: glyph.ux,
        uy: glyph.uy,
        start: Number.POSITIVE_INFINITY,
        end: Number.NEGATIVE_INFINITY,
        across: acrossOf(glyph, glyph),
        size: 0,
        hasSpaceAfter: false,
      };
      fragments.push(current);
      isAfterSpace = false;
    }
    append(current, glyph, text, isAfterSpace);
    isAfterSpace = false;
  }
  return fragments;
}

/** What stands on the page: a soft hyphen that is drawn is a hyphen; control characters have no meaning in a text. */
function cleaned(text: string): string {
  return unshaped(text)
    .replaceAll('\u00AD', '-')
    .replace(/\p{Cc}/gu, (control) => (/\s/.test(control) ? ' ' : ''));
}

function isOffPage(glyph: PlacedGlyph, page: { width: number; height: number }): boolean {
  const [endX, endY] = [glyph.x + glyph.ux * glyph.advance, glyph.y + glyph.uy * glyph.advance];
  return (
    Math.max(glyph.x, endX) < 0 ||
    Math.max(glyph.y, endY) < 0 ||
    Math.min(glyph.x, endX) > page.width ||
    Math.min(glyph.y, endY) > page.height
  );
}

function isDrawnTwice(glyph: PlacedGlyph, text: string, seen: Map<string, PlacedGlyph[]>): boolean {
  const cell = Math.max(glyph.size, 1);
  const [column, row] = [Math.round(glyph.x / cell), Math.round(glyph.y / cell)];
  const near = DUPLICATE_SHARE * glyph.size;
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) {
      const others = seen.get(`${text}|${column + dx}|${row + dy}`);
      if (others?.some((other) => Math.abs(other.x - glyph.x) < near && Math.abs(other.y - glyph.y) < near)) return true;
    }
  }
  const key = `${text}|${column}|${row}`;
  const list = seen.get(key);
  if (list) list.push(glyph);
  else seen.set(key, [glyph]);
  return false;
}

function continues(fragment: Fragment, glyph: PlacedGlyph): boolean {
  const last = fragment.glyphs.at(-1);
  if (!last) return true;
  if (fragment.ux * glyph.ux + fragment.uy * glyph.uy < 0.999) return false;
  const size = Math.max(glyph.size, last.size);
  if (Math.abs(acrossOf(glyph, fragment) - last.across) > 0.5 * size) return false;
  const along = alongOf(glyph, fragment);
  if (along - (last.along + last.advance) > -0.25 * size) return true;
  if (glyph.advance === 0) return true;
  // Right-to-left text is often drawn in reading order, each glyph to the left of the one before.
  const gapBefore = last.along - (along + glyph.advance);
  return isRightToLeft(glyph.text) && Math.abs(gapBefore) < size;
}

function append(fragment: Fragment, glyph: PlacedGlyph, text: string, isAfterSpace: boolean): void {
  const along = alongOf(glyph, fragment);
  const across = acrossOf(glyph, fragment);
  fragment.glyphs.push({ ...glyph, text, along, across, isAfterSpace });
  fragment.start = Math.min(fragment.start, along);
  fragment.end = Math.max(fragment.end, along + glyph.advance);
  fragment.hasSpaceAfter = false;
  if (glyph.size > fragment.size) {
    fragment.size = glyph.size;
    fragment.across = across;
  }
}

function alongOf(point: { x: number; y: number }, line: { ux: number; uy: number }): number {
  return point.x * line.ux + point.y * line.uy;
}

/** Distance upwards as seen along the text: for upright text, minus y. */
function acrossOf(point: { x: number; y: number }, line: { ux: number; uy: number }): number {
  return point.x * line.uy - point.y * line.ux;
}
