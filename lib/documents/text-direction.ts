// Right-to-left text comes out of a PDF in the order in which it stands on the page. Reading it needs the order in which it is said.

type Direction = 'left' | 'right' | 'number' | 'neutral';

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const PRESENTATION_FORM = /[\uFB1D-\uFDFF\uFE70-\uFEFC]/;

export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** Shaped Arabic and Hebrew letters become the letters that people type; Latin ligatures stay as drawn. */
export function unshaped(text: string): string {
  return PRESENTATION_FORM.test(text) ? text.normalize('NFKC') : text;
}

/**
 * Puts pieces that stand from left to right into reading order: the inverse of the Unicode bidirectional algorithm for one
 * line without embeddings. The line runs right to left when most of its letters do.
 */
export function readingOrder<T extends { text: string }>(visual: T[]): T[] {
  const directions = resolveNeutrals(visual.map((piece) => directionOf(piece.text)));
  const rights = directions.filter((direction) => direction === 'right').length;
  if (rights === 0) return visual;
  const isRightLine = rights >= directions.filter((direction) => direction === 'left').length;
  const runs: { isRight: boolean; pieces: T[] }[] = [];
  visual.forEach((piece, index) => {
    const direction = directions[index] ?? 'neutral';
    const isRight = direction === 'right' || (direction === 'neutral' && isRightLine);
    const last = runs.at(-1);
    if (last && last.isRight === isRight) last.pieces.push(piece);
    else runs.push({ isRight, pieces: [piece] });
  });
  const ordered = isRightLine ? runs.reverse() : runs;
  return ordered.flatMap((run) => (run.isRight ? run.pieces.reverse() : run.pieces));
}

function directionOf(text: string): Direction {
  if (isRightToLeft(text)) return 'right';
  if (/\p{N}/u.test(text)) return 'number';
  return /\p{L}/u.test(text) ? 'left' : 'neutral';
}

/** Spaces and marks between two pieces of one direction take it; a point or slash between digits belongs to the number. */
function resolveNeutrals(directions: Direction[]): Direction[] {
  const resolved = [...directions];
  let before: Direction = 'neutral';
  for (let index = 0; index < resolved.length; ) {
    if (resolved[index] !== 'neutral') {
      before = resolved[index] ?? 'neutral';
      index += 1;
      continue;
    }
    let end = index;
    while (end < resolved.length && resolved[end] === 'neutral') end += 1;
    const after = resolved[end] ?? 'neutral';
    const isNumber = before === 'number' && after === 'number' && end - index === 1;
    const isWestern =
      before !== 'right' && after !== 'right' && (before === 'left' || after === 'left') && after !== 'neutral' && before !== 'neutral';
    const shared = isNumber ? 'number' : isWestern ? 'left' : before === after ? before : 'neutral';
    // Two numbers with a space between keep their own order in a right-to-left line.
    if (!(shared === 'number' && !isNumber)) resolved.fill(shared, index, end);
    index = end;
  }
  return resolved;
}
