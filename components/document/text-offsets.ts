// From what is selected in the browser to offsets in the text. Pieces say where they start by `data-start` and `data-length`; a
// badge for a hidden character shows more letters than it stands for, so offsets inside of it snap to its ends.
import type { TextRange } from '@/lib/domain/find-text';

/** The selected range inside `root`, without spaces at its ends; null when nothing of it is selected. */
export function selectedRange(selection: Selection | null, root: HTMLElement, text: string): TextRange | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const from = offsetOf(range.startContainer, range.startOffset, root);
  const to = offsetOf(range.endContainer, range.endOffset, root);
  if (from === null || to === null || to <= from) return null;
  const quote = text.slice(from, to);
  const start = from + (quote.length - quote.trimStart().length);
  const end = to - (quote.length - quote.trimEnd().length);
  return end > start ? { start, end } : null;
}

function offsetOf(node: Node, offset: number, root: HTMLElement): number | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>('[data-start]');
  if (!piece || !root.contains(piece)) return null;
  const start = Number(piece.dataset.start);
  const length = Number(piece.dataset.length);
  if (node.nodeType !== Node.TEXT_NODE) return start + (offset === 0 ? 0 : length);
  if (piece.dataset.code !== undefined) return start + (offset === 0 ? 0 : length);
  return start + Math.min(offset, length);
}
