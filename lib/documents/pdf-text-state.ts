// The part of PDF's graphics state that decides where text stands (ISO 32000-1, 9.3), and the operators that change it.
import { IDENTITY, multiply, toMatrix } from './matrix';
import type { Matrix } from './matrix';
import { OPS } from './pdfjs';

/** What has to be known of a font to place its glyphs. */
export interface GlyphFont {
  vertical?: boolean;
  isType3Font?: boolean;
  fontMatrix?: ArrayLike<number> | null;
  bbox?: ArrayLike<number> | null;
}

export interface TextState {
  ctm: Matrix;
  textMatrix: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
  font: GlyphFont | null;
  fontSize: number;
  direction: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  hScale: number;
  leading: number;
  rise: number;
}

export function freshTextState(ctm: Matrix): TextState {
  return {
    ctm,
    textMatrix: IDENTITY,
    x: 0,
    y: 0,
    lineX: 0,
    lineY: 0,
    font: null,
    fontSize: 0,
    direction: 1,
    charSpacing: 0,
    wordSpacing: 0,
    hScale: 1,
    leading: 0,
    rise: 0,
  };
}

export function transform(state: TextState, value: unknown): void {
  const matrix = toMatrix(value);
  if (matrix) state.ctm = multiply(state.ctm, matrix);
}

/** The operators that only change the text state. */
export function changeTextState(
  state: TextState,
  operator: number | undefined,
  args: unknown[],
  fontOf: (name: string) => GlyphFont | null,
): void {
  const number = (at: number) => (typeof args[at] === 'number' ? args[at] : 0);
  switch (operator) {
    case OPS.beginText:
      Object.assign(state, { textMatrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 });
      break;
    case OPS.setTextMatrix:
      Object.assign(state, { textMatrix: toMatrix(args[0]) ?? toMatrix(args) ?? IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 });
      break;
    case OPS.moveText:
      moveText(state, number(0), number(1));
      break;
    case OPS.setLeadingMoveText:
      state.leading = number(1);
      moveText(state, number(0), number(1));
      break;
    case OPS.nextLine:
      moveText(state, 0, state.leading);
      break;
    case OPS.setLeading:
      state.leading = -number(0);
      break;
    case OPS.setCharSpacing:
      state.charSpacing = number(0);
      break;
    case OPS.setWordSpacing:
      state.wordSpacing = number(0);
      break;
    case OPS.setHScale:
      state.hScale = number(0) / 100;
      break;
    case OPS.setTextRise:
      state.rise = number(0);
      break;
    case OPS.setFont:
      setFont(state, fontOf(String(args[0])), number(1));
      break;
    case OPS.setGState:
      for (const [key, value] of (args[0] ?? []) as [string, [string, number]][]) {
        if (key === 'Font') setFont(state, fontOf(value[0]), value[1]);
      }
      break;
    default:
  }
}

function moveText(state: TextState, dx: number, dy: number): void {
  state.lineX += dx;
  state.lineY += dy;
  state.x = state.lineX;
  state.y = state.lineY;
}

function setFont(state: TextState, font: GlyphFont | null, size: number): void {
  state.font = font;
  state.fontSize = Math.abs(size);
  state.direction = size < 0 ? -1 : 1;
}
