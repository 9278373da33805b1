// Cuts a line of prose into sentences with exact offsets, in any script. Unicode rules first, then what they cannot know:
// abbreviations, quotations, list numbers and brackets that belong to a sentence, and scripts that mark no end at all.
import { isOpenStop } from './claim-abbreviations';

/** `(Passage 2) It is due`: the bracket cites for the sentence before it. */
const CITATION =
  /^\s*(?:[([](?:(?:passages?|sources?|documents?|doc|refs?|steps?|pages?|pp?\.)[^()[\]]{0,40}|\^?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)[)\]]\s*)+(?=\s|$)\s*/iu;
/** A bracket this long behind a full stop is a sentence of its own. */
const LONE_BRACKET = /^[([（【][^()[\]（）【】]{1,60}[)\]）】][.!。]?$/u;
/** Thai, Lao, Khmer and Burmese set a space where others end a clause. Shorter stretches than this stay together. Characters. */
const UNMARKED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNMARKED_SPACE =
  /(?<=[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])\s+(?=[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])/gu;
const MIN_UNMARKED = 24;
/** A quotation of several sentences is kept in one piece with the words around it up to this length. Characters. */
const MAX_QUOTED = 300;

/** `「…。」と言った`, `“……。”他说`: who said it stands behind the quotation. */
const SAID = /^(?:と|って|という|[^。！？“「]{0,6}[说說道问問])/u;

/** What of a sentence is looked at to tell whether it has ended: a text of nothing but initials costs no more than any other. */
const HEAD_CHARS = 400;

const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' });

/** Ranges of the sentences in `text`, trimmed, ascending. `text` is one line or paragraph. */
export function sentencesIn(text: string): [number, number][] {
  const joined: [number, number][] = [];
  // A line break inside the piece was only a wrap; the same length keeps the offsets.
  const flat = text.replace(/[\n\r\u2028\u2029\u0085]/gu, ' ');
  for (const { segment, index } of segmenter.segment(flat)) {
    const last = joined.at(-1);
    const end = index + segment.length;
    const citation = last ? (CITATION.exec(segment)?.[0].length ?? 0) : 0;
    if (last && belongsTogether(flat.slice(Math.max(last[0], last[1] - HEAD_CHARS), last[1]), segment)) last[1] = end;
    else {
      if (last) last[1] += citation;
      joined.push([index + citation, end]);
    }
  }
  const cut = UNMARKED.test(flat) ? joined.flatMap((range) => atSpaces(flat, range)) : joined;
  return cut.map(([start, end]) => trimmed(text, start, end)).filter(([start, end]) => end > start);
}

/** The range without white space at its ends. */
export function trimmed(text: string, start: number, end: number): [number, number] {
  const piece = text.slice(start, end);
  const lead = piece.length - piece.trimStart().length;
  return [start + lead, start + lead + piece.trim().length];
}

function belongsTogether(before: string, next: string): boolean {
  const head = before.trimEnd();
  const tail = next.trimStart();
  if (tail === '' || !/[\p{L}\p{N}]/u.test(tail)) return true;
  // `(Passage 1, Step 3)` or `[2]` behind the full stop still speaks of the sentence.
  if (LONE_BRACKET.test(tail.trimEnd())) return true;
  // A list number joins what it counts.
  if (/^[(*_\s]*(?:\d{1,3}|\p{L}|[ivx]{1,4})[.)]$/iu.test(head) && head.length <= 6) return true;
  // `Yahoo! is`, `“Really?” he asked`.
  if (/[!?]["'”’»)]*$/u.test(head) && /^\p{Ll}/u.test(tail) && /^["'“„«(]?\p{Lu}/u.test(head)) return true;
  if (isInsideQuotation(head, tail) || (/[」』”"]$/u.test(head) && SAID.test(tail))) return true;
  return head.endsWith('.') && isOpenStop(head, tail);
}

const QUOTES: [open: string, close: string][] = [
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
];

/** The quotation that `head` opens ends in `tail`, and the sentence around it goes on behind it. */
function isInsideQuotation(head: string, tail: string): boolean {
  if (head.length > MAX_QUOTED) return false;
  return [...QUOTES, ['"', '"'] as const].some(([open, close]) => {
    const isOpen = open === close ? head.split(open).length % 2 === 0 : head.lastIndexOf(open) > head.lastIndexOf(close);
    if (!isOpen) return false;
    const at = tail.indexOf(close);
    return at >= 0 && at < MAX_QUOTED && /^,?\s+\p{Ll}|^[，、と]/u.test(tail.slice(at + 1));
  });
}

function atSpaces(text: string, [start, end]: [number, number]): [number, number][] {
  const pieces: [number, number][] = [];
  let from = start;
  for (const { index } of text.slice(start, end).matchAll(UNMARKED_SPACE)) {
    const at = start + index;
    if (at - from < MIN_UNMARKED || end - at < MIN_UNMARKED) continue;
    pieces.push([from, at]);
    from = at;
  }
  return [...pieces, [from, end]];
}
