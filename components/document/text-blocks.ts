// Cuts a long text into blocks that a list can show one by one: lines, and pieces of lines that are very long.

export interface TextBlock {
  /** Offsets in the text, UTF-16; the line feed itself belongs to no block. */
  start: number;
  end: number;
}

const MAX_BLOCK_CHARS = 2000;

/** In order, without gaps other than line ends. An empty line is an empty block; a text always has one block. */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    pushPieces(blocks, text, start, end);
    start = end + 1;
  }
  return blocks;
}

/** The block that holds an offset; binary search. */
export function blockAt(blocks: readonly TextBlock[], offset: number): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Breaks after a space where there is one, and never inside a surrogate pair. */
function pushPieces(blocks: TextBlock[], text: string, start: number, end: number): void {
  let from = start;
  while (end - from > MAX_BLOCK_CHARS) {
    const space = text.lastIndexOf(' ', from + MAX_BLOCK_CHARS - 1);
    let to = space > from + MAX_BLOCK_CHARS / 2 ? space + 1 : from + MAX_BLOCK_CHARS;
    if (/[\uDC00-\uDFFF]/.test(text.charAt(to))) to -= 1;
    blocks.push({ start: from, end: to });
    from = to;
  }
  blocks.push({ start: from, end });
}
