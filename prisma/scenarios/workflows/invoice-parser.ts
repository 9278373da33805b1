// Reads the rows of an invoice page by the places of its words. Version 0.9 loses a column when a description is wrapped.
import type { Box, PageText } from '@/lib/domain/text-layer';

export interface Cell {
  text: string;
  box: Box;
}
export type ParserVersion = '0.9' | '1.0';
/** `rows` of the page from top to bottom; `items` are those of the table, four cells each where the parser got them right. */
export interface ParsedInvoice {
  rows: Cell[][];
  items: { description: Cell; quantity: Cell | null; unitPrice: Cell | null; amount: Cell | null }[];
}

const SAME_LINE_POINTS = 4;
const CELL_GAP_POINTS = 9;

export function parseInvoice(page: PageText, version: ParserVersion): ParsedInvoice {
  const rows = rowsOf(page);
  const head = rows.findIndex((row) => row[0]?.text === 'Description');
  const edges = (rows[head] ?? []).map(({ box }) => box[2]);
  const items: ParsedInvoice['items'] = [];
  for (const row of rows.slice(head + 1)) {
    const [first] = row;
    if (!first || first.box[0] > 200) break;
    if (version === '0.9') {
      // One line is one item: the continuation of a wrapped description becomes an item, and its neighbour's cells are read as they come.
      items.push({ description: first, quantity: row[1] ?? null, unitPrice: row[2] ?? null, amount: row[3] ?? null });
      continue;
    }
    const at = (column: number) => row.slice(1).find(({ box }) => Math.abs(box[2] - (edges[column] ?? 0)) < 14) ?? null;
    const last = items.at(-1);
    if (row.length === 1 && last) last.description = { text: `${last.description.text} ${first.text}`, box: last.description.box };
    else items.push({ description: first, quantity: at(1), unitPrice: at(2), amount: at(3) });
  }
  return { rows, items };
}

function rowsOf({ words, text }: PageText): Cell[][] {
  const placed = (words ?? [])
    .map(({ start, end, box }) => ({ text: text.slice(start, end), box }))
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  const lines: Cell[][] = [];
  for (const word of placed) {
    const line = lines.at(-1);
    if (line && Math.abs((line[0] as Cell).box[1] - word.box[1]) < SAME_LINE_POINTS) line.push(word);
    else lines.push([word]);
  }
  return lines.map((line) => cellsOf(line.sort((a, b) => a.box[0] - b.box[0])));
}

function cellsOf(words: readonly Cell[]): Cell[] {
  const cells: Cell[] = [];
  for (const { text, box } of words) {
    const cell = cells.at(-1);
    if (cell && box[0] - cell.box[2] < CELL_GAP_POINTS) {
      cell.text = `${cell.text} ${text}`;
      cell.box = [cell.box[0], Math.min(cell.box[1], box[1]), box[2], Math.max(cell.box[3], box[3])];
    } else {
      cells.push({ text, box: [...box] });
    }
  }
  return cells;
}
