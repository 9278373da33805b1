// Writes a page's lines as one text and says where each word of it stands.
import type { Box, PlacedWord } from '@/lib/domain/text-layer';
import { storableText } from '@/lib/domain/storable-json';
import type { Fragment, FragmentGlyph } from './text-fragments';
import type { Line } from './text-lines';
import { readingOrder } from './text-direction';

/** A gap wider than this many font sizes separates cells and columns: a tab, so that digits of two cells never read as one number. */
const CELL_GAP = 1;
/** Scripts written without spaces: every character is a word of its own, as no smaller place would be. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

interface Piece {
  text: string;
  box: Box;
}

/** `words` ascend by start; between words stand nothing, a space, a tab (next cell) or a line feed (next line). */
export function pageText(lines: Line[]): { text: string; words: PlacedWord[] } {
  let text = '';
  const words: PlacedWord[] = [];
  for (const line of lines) {
    const pieces = readingOrder(linePieces(line));
    if (pieces.length === 0) continue;
    if (text !== '') text += '\n';
    let word: PlacedWord | null = null;
    for (const { text: raw, box } of pieces) {
      const part = storableText(raw);
      if (raw === ' ' || raw === '\t') {
        word = null;
        text += raw;
        continue;
      }
      if (word && !UNSPACED.test(part)) {
        word.end += part.length;
        word.box = union(word.box, box);
      } else {
        word = { start: text.length, end: text.length + part.length, box };
        words.push(word);
      }
      text += part;
      if (UNSPACED.test(part)) word = null;
    }
  }
  return { text, words: words.map((word) => ({ ...word, box: rounded(word.box) })) };
}

/** The glyphs of a line from left to right, with a piece for every gap. */
function linePieces(line: Line): Piece[] {
  const pieces: Piece[] = [];
  let before: { fragment: Fragment; glyph: FragmentGlyph } | null = null;
  for (const fragment of line.fragments) {
    const threshold = gapThreshold(fragment);
    for (const glyph of inPlace(fragment)) {
      if (before) {
        const gap = glyph.along - (before.glyph.along + before.glyph.advance);
        const isNewFragment = before.fragment !== fragment;
        const isSpace = isNewFragment ? before.fragment.hasSpaceAfter || gap > threshold : glyph.isAfterSpace || gap > threshold;
        if (isSpace) pieces.push({ text: gap > CELL_GAP * Math.max(line.size, glyph.size) ? '\t' : ' ', box: glyphBox(glyph) });
      }
      pieces.push({ text: glyph.text, box: glyphBox(glyph) });
      before = { fragment, glyph };
    }
  }
  return pieces;
}

/** Right-to-left text may have been drawn backwards; everything else keeps its drawing order, kerning included. */
function inPlace(fragment: Fragment): FragmentGlyph[] {
  const isBackwards = fragment.glyphs.some(
    (glyph, index) => index > 0 && glyph.advance > 0 && glyph.along < (fragment.glyphs[index - 1]?.along ?? 0) - 0.25 * glyph.size,
  );
  if (!isBackwards) return fragment.glyphs;
  // A mark without advance belongs to the glyph drawn before it; the sort is stable and keeps it behind.
  const placed = fragment.glyphs.map((glyph, index) => ({
    glyph,
    at: glyph.advance === 0 ? (fragment.glyphs[index - 1]?.along ?? glyph.along) : glyph.along,
  }));
  return placed.sort((a, b) => a.at - b.at).map(({ glyph }) => glyph);
}

/** A gap that counts as a space. In letterspaced text every gap is wide, so the narrow quarter of the gaps is taken off first. */
function gapThreshold(fragment: Fragment): number {
  const gaps: number[] = [];
  for (let index = 1; index < fragment.glyphs.length; index += 1) {
    const [before, glyph] = [fragment.glyphs[index - 1], fragment.glyphs[index]];
    if (before && glyph && !glyph.isAfterSpace) gaps.push(glyph.along - (before.along + before.advance));
  }
  const tracking = gaps.length >= 6 ? (gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 4)] ?? 0) : 0;
  return 0.12 * fragment.size + Math.max(0, tracking);
}

function glyphBox(glyph: FragmentGlyph): Box {
  const [endX, endY] = [glyph.x + glyph.ux * glyph.advance, glyph.y + glyph.uy * glyph.advance];
  // Upwards as seen along the text is (uy, -ux) on a page whose y grows downwards.
  const xs = [
    glyph.x + glyph.uy * glyph.above,
    glyph.x - glyph.uy * glyph.below,
    endX + glyph.uy * glyph.above,
    endX - glyph.uy * glyph.below,
  ];
  const ys = [
    glyph.y - glyph.ux * glyph.above,
    glyph.y + glyph.ux * glyph.below,
    endY - glyph.ux * glyph.above,
    endY + glyph.ux * glyph.below,
  ];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function union(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Hundredths of a point: finer than any screen, and a third of the stored size. */
function rounded(box: Box): Box {
  return box.map((value) => Math.round(value * 100) / 100) as Box;
}
