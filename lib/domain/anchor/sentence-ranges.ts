// The sentences of a source around a place, found from its lines alone: a document is never cut as a whole.
import type { TextRange } from './anchor-source';
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import type { SourceIndex } from '@/lib/domain/match/match-source';

/** How far a sentence may reach beyond the place. Characters. */
const REACH = 400;
/** A stretch without an end this long is cut at a space: minified records, word lists. */
const MAX_SENTENCE = 400;
/** From here on a line is long enough to have been wrapped. Characters. */
const WRAPPED = 50;
const ENDED = /[.!?:;。！？][)"'”’»\]]*\s*$/u;

/** Ascending, apart, within one page; together they hold the place. */
export function sentenceRanges({ text, pages, meter }: SourceIndex, { start, end }: TextRange): TextRange[] {
  return pages
    .filter((page) => page.start < end && start < page.end)
    .flatMap((page) => {
      const from = startOfBlock(text, Math.max(start, page.start), page.start);
      const to = endOfBlock(text, Math.min(end, page.end), page.end);
      meter.steps += to - from;
      return blocksIn(text, from, to).flatMap((block) => sentencesOf(text, block));
    })
    .filter((sentence) => sentence.start < end && start < sentence.end);
}

function sentencesOf(text: string, block: TextRange): TextRange[] {
  return sentencesIn(text.slice(block.start, block.end)).flatMap(([from, to]) => atMost(text, block.start + from, block.start + to));
}

function atMost(text: string, from: number, to: number): TextRange[] {
  const pieces: TextRange[] = [];
  let start = from;
  while (to - start > MAX_SENTENCE) {
    const space = text.lastIndexOf(' ', start + MAX_SENTENCE);
    const stop = space > start ? space : start + MAX_SENTENCE;
    pieces.push({ start, end: stop });
    start = text[stop] === ' ' ? stop + 1 : stop;
  }
  return start < to ? [...pieces, { start, end: to }] : pieces;
}

/** Lines that were only wrapped are one block; every other line is its own. */
function blocksIn(text: string, from: number, to: number): TextRange[] {
  const blocks: TextRange[] = [];
  for (let start = from; start < to; ) {
    const stop = text.indexOf('\n', start);
    const end = stop < 0 || stop > to ? to : stop;
    const last = blocks.at(-1);
    if (last && isWrapped(text.slice(Math.max(last.start, text.lastIndexOf('\n', last.end - 1) + 1), last.end), text.slice(start, end)))
      last.end = end;
    else blocks.push({ start, end });
    start = end + 1;
  }
  return blocks;
}

/** Whether a line goes on in the next one. */
function isWrapped(line: string, next: string): boolean {
  if (line.trim() === '' || next.trim() === '' || ENDED.test(line)) return false;
  if (/\p{L}[-\u2010\u00ad]\s*$/u.test(line) && /^\s*\p{Ll}/u.test(next)) return true;
  return line.length >= WRAPPED && /^\s*[\p{Ll}(“"]/u.test(next);
}

/** Back to the start of a line that does not go on from the one before, within reach; else to a space. */
function startOfBlock(text: string, at: number, floor: number): number {
  const limit = Math.max(floor, at - REACH);
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > limit) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    const end = text.indexOf('\n', start);
    if (!isWrapped(text.slice(Math.max(before, limit), start - 1), text.slice(start, end < 0 ? start + WRAPPED : end))) return start;
    start = before;
  }
  if (start >= limit || limit === floor) return Math.max(start, floor);
  const space = text.indexOf(' ', limit);
  return space < 0 || space >= at ? at : space + 1;
}

function endOfBlock(text: string, at: number, ceiling: number): number {
  const limit = Math.min(ceiling, at + REACH);
  let stop = text.indexOf('\n', at);
  while (stop >= 0 && stop < limit) {
    const after = text.indexOf('\n', stop + 1);
    const line = text.slice(Math.max(text.lastIndexOf('\n', stop - 1) + 1, stop - REACH), stop);
    if (!isWrapped(line, text.slice(stop + 1, after < 0 ? limit : after))) return stop;
    stop = after;
  }
  if (limit === ceiling) return ceiling;
  const space = text.lastIndexOf(' ', limit);
  return space <= at ? limit : space;
}
