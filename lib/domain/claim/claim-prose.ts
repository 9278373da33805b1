// Takes markdown or plain prose apart into the stretches that can hold sentences, and those that hold none, each with its reason.
import { isLettered, isLoneMark, leadOf, MAX_MARKUP } from './claim-lead';
import { isTitle } from './claim-heading';
import type { LeftOutReason } from './claim-noise';
import { trimmed } from './claim-sentence';
import { rowInside, tableParts } from './claim-table';

export interface ProsePiece {
  start: number;
  end: number;
  /** `text` and `row` can hold sentences; anything else is left out for that reason. */
  kind: 'text' | 'row' | LeftOutReason;
}

const FENCE = /^\s{0,3}(```+|~~~+)/u;
const HEADING = /^\s{0,3}#{1,6}(?:\s|$)/u;
const RULE = /^\s*(?:[-*_=]\s*){3,}$/u;
/** `[1]: https://…` says where a link leads. */
const LINK_TARGET = /^\s{0,3}\[[^\]]+\]:\s*(?:<|https?:|www\.|#|\/)/u;
const LONE_BRACKET = /^\s*[([（【][^()[\]（）【】]{1,60}[)\]）】][.。]?\s*$/u;
const QUOTE_MARKS = /^\s*(?:>\s?)*$/u;

interface Line {
  start: number;
  end: number;
  text: string;
}

/** Pieces in order; lines that were only wrapped are joined again. */
export function prosePieces(text: string): ProsePiece[] {
  const lines = splitLines(text);
  const texts = lines.map((line) => line.text);
  const parts = tableParts(texts);
  const hasLetters = isLettered(texts);
  const found: ProsePiece[] = [];
  let fence: string | null = null;
  lines.forEach((line, index) => {
    const mark = FENCE.exec(line.text.slice(0, MAX_MARKUP))?.[1];
    if (fence !== null || mark) {
      push(found, text, line, 'code');
      fence = fence === null ? (mark ?? null) : mark?.startsWith(fence) ? null : fence;
      return;
    }
    if (line.text.trim() === '') return;
    const part = line.text.length > MAX_MARKUP && parts[index] !== 'row' ? null : (parts[index] ?? null);
    const reason = part === 'row' ? null : (part ?? markupOf(texts, index));
    if (reason) {
      push(found, text, line, reason);
      return;
    }
    if (part === 'row') {
      const [from, to] = rowInside(line.text);
      push(found, text, { start: line.start + from, end: line.start + to }, 'row');
      return;
    }
    const last = found.at(-1);
    const lead = leadOf(line.text, hasLetters);
    if (last?.kind === 'text' && isContinued(last, lines, index, lead)) last.end = trimmed(text, line.start, line.end)[1];
    else {
      if (/[\p{L}\p{N}]/u.test(lead)) push(found, text, { start: line.start, end: line.start + lead.length }, 'mark');
      push(found, text, { start: line.start + lead.length, end: line.end }, 'text');
    }
  });
  return found;
}

/** Markup stands in short lines; a long line is text, whatever it begins with. */
function markupOf(lines: readonly string[], index: number): LeftOutReason | null {
  const line = lines[index] ?? '';
  if (line.length > MAX_MARKUP) return null;
  if (RULE.test(line)) return 'rule';
  if (isLoneMark(line)) return 'mark';
  if (LINK_TARGET.test(line)) return 'reference';
  return HEADING.test(line) || isTitle(lines, index) ? 'heading' : null;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { 0: stop, index } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/gu)) {
    lines.push({ start, end: index, text: text.slice(start, index) });
    start = index + stop.length;
  }
  return [...lines, { start, end: text.length, text: text.slice(start) }];
}

/** Whether this line goes on where the one before was wrapped (long, unfinished, and a small letter next), or only cites for it. */
function isContinued(last: ProsePiece, lines: readonly Line[], index: number, lead: string): boolean {
  const [before, line] = [lines[index - 1], lines[index]];
  if (!before || !line || before.end < last.end || before.start > last.end || before.text.trim() === '') return false;
  if (LONE_BRACKET.test(line.text)) return true;
  const isQuoted = lead.includes('>') && QUOTE_MARKS.test(lead) && before.text.trimStart().startsWith('>');
  return (
    before.text.length >= 50 &&
    !/[.!?:;。！？]["'”’)\]]*\s*$/u.test(before.text) &&
    /^[\p{Ll}\d(]/u.test(line.text.slice(lead.length).trimStart()) &&
    (lead.trim() === '' || isQuoted)
  );
}

function push(found: ProsePiece[], text: string, { start: from, end: to }: { start: number; end: number }, kind: ProsePiece['kind']): void {
  const [start, end] = trimmed(text, from, to);
  if (end > start) found.push({ start, end, kind });
}
