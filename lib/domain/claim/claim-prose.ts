// Takes markdown or plain prose apart into the stretches that can hold sentences: list items, table rows, paragraphs.
// Code, headings, rules and table heads are left out.
import { trimmed } from './claim-sentence';

export interface ProseLine {
  start: number;
  end: number;
  kind: 'text' | 'row';
}

/** Longer lines are not looked at for markup; the patterns below would take long on them. Characters. */
const MAX_MARKUP = 400;

const FENCE = /^\s{0,3}(```+|~~~+)/u;
const HEADING = /^\s{0,3}#{1,6}(?:\s|$)/u;
const RULE = /^\s*(?:[-*_=]\s*){3,}$/u;
const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/u;
/** Quote marks, list bullets, numbers and task boxes in front of a line. */
const LEAD = /^\s*(?:>\s?)*(?:[-*+•‣▪–]\s+|\(?(?:\d{1,3}|\p{L}|[ivx]{1,4})[.)]\s+)?(?:\[[ xX]\]\s+)?/u;
/** A line of bold text, or a few words and a colon, names what follows. */
const BOLD_LINE = /^(?:\*\*|__)[^*_]{1,80}(?:\*\*|__):?$/u;

interface Line {
  start: number;
  end: number;
  text: string;
}

/** Stretches in order; lines that were only wrapped are joined again. */
export function proseLines(text: string): ProseLine[] {
  const lines = splitLines(text);
  const found: ProseLine[] = [];
  let fence: string | null = null;
  lines.forEach((line, index) => {
    const mark = FENCE.exec(line.text.slice(0, MAX_MARKUP))?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null;
      return;
    }
    if (mark) {
      fence = mark;
      return;
    }
    if (isMarkup(lines, index)) return;
    if (isRow(line.text)) {
      if (!isTableRule(lines[index + 1]?.text ?? '')) push(found, text, line.start, line.end, 'row');
      return;
    }
    const last = found.at(-1);
    if (last && continues(text, last, lines, index)) last.end = trimmed(text, line.start, line.end)[1];
    else push(found, text, line.start + leadOf(line).length, line.end, 'text');
  });
  return found;
}

/** Headings, rules and heads of tables. Markup stands in short lines; a long line is text, whatever it begins with. */
function isMarkup(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  if (text.trim() === '') return true;
  if (text.length > MAX_MARKUP) return false;
  return HEADING.test(text) || RULE.test(text) || isTableRule(text) || BOLD_LINE.test(text.trim()) || isUnderlined(lines, index);
}

const isTableRule = (text: string): boolean => text.length <= MAX_MARKUP && TABLE_RULE.test(text);
const leadOf = ({ text }: Line): string => LEAD.exec(text.slice(0, MAX_MARKUP))?.[0] ?? '';

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\n\r\u2028\u2029]+/gu))
    lines.push({ start: match.index, end: match.index + match[0].length, text: match[0] });
  return lines;
}

const isRow = (line: string): boolean => /^\s*\|.*\|\s*$/u.test(line);

/** A heading in the underlined style of markdown. */
function isUnderlined(lines: readonly Line[], index: number): boolean {
  const below = lines[index + 1];
  return (
    below !== undefined &&
    /^\s{0,3}(?:={3,}|-{3,})\s*$/u.test(below.text) &&
    (lines[index]?.text.length ?? 0) < 100 &&
    !isRow(lines[index]?.text ?? '')
  );
}

/** Whether this line only goes on where the one before was wrapped: long, unfinished, and a small letter next, no empty line between. */
function continues(text: string, last: ProseLine, lines: readonly Line[], index: number): boolean {
  const [before, line] = [lines[index - 1], lines[index]];
  if (!before || !line || last.kind !== 'text' || before.end < last.end || before.start > last.end) return false;
  if (/\n[^\S\n]*\r?\n/u.test(text.slice(before.end, line.start))) return false;
  return (
    before.text.length >= 50 &&
    !/[.!?:;。！？]["'”’)\]]*\s*$/u.test(before.text) &&
    /^\s*[\p{Ll}\d(]/u.test(line.text) &&
    leadOf(line).trim() === ''
  );
}

function push(found: ProseLine[], text: string, from: number, to: number, kind: ProseLine['kind']): void {
  const [start, end] = trimmed(text, from, to);
  if (end > start) found.push({ start, end, kind });
}
