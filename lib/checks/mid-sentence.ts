// Whether a text stops in the middle of a sentence, told by how the text itself ends its sentences.
const MIN_CHARS = 80;
const TERMINAL = /[.!?…。！？。؟।॥։។።]/u;
/** What may stand behind the end of a sentence: quotation marks, brackets, emphasis, footnotes. */
const TRAILING = /[\s"'”’»›)\]}*_~`>|]+$/u;
const LIST_LINE = /^\s*(?:[-*•–]|\d{1,3}[.)]|[a-zA-Z][.)]|#{1,6}\s|\||>|```)/u;
const ENDS_WITH_ADDRESS = /(?:https?:\/\/|www\.|@)\S+$/iu;

/**
 * True for prose whose earlier sentences end in punctuation while its last line, which is no list entry, heading, table row,
 * signature or address, ends in a letter, a digit or a comma.
 */
export function stopsMidSentence(text: string): boolean {
  const body = text.trimEnd();
  if (body.length < MIN_CHARS) return false;
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const last = (lines.at(-1) ?? '').trim();
  const stripped = last.replace(TRAILING, '');
  if (stripped === '' || last.startsWith('```') || ENDS_WITH_ADDRESS.test(last)) return false;
  if (/[,;:–—-]$/u.test(stripped) && stripped === last) return endedSentences(body) >= 1 && !/[:-]$/u.test(stripped);
  if (!/[\p{L}\p{N}]$/u.test(stripped) || stripped !== last) return false;
  if (LIST_LINE.test(last)) return listsEndInPunctuation(lines) && last.split(/\s+/u).length > 3;
  if (isSignature(last, lines)) return false;
  return endedSentences(body) >= 1;
}

/** Sentences that end in punctuation before more text. */
function endedSentences(text: string): number {
  let count = 0;
  for (const match of text.matchAll(/([\p{L}\p{N})"”’])([.!?…](?=\s)|[。！？؟।])/gu)) {
    if (match.index < text.length - 3) count++;
  }
  return count;
}

/** Lists without full stops are a style; a list whose other entries have them breaks off. */
function listsEndInPunctuation(lines: readonly string[]): boolean {
  const entries = lines.slice(0, -1).filter((line) => LIST_LINE.test(line));
  const ended = entries.filter((line) => TERMINAL.test(line.replace(TRAILING, '').slice(-1)));
  return entries.length >= 2 && ended.length >= 0.8 * entries.length;
}

/** A short last line below a finished paragraph: a name, a place, a title. */
function isSignature(last: string, lines: readonly string[]): boolean {
  const before = (lines.at(-2) ?? '').replace(TRAILING, '');
  return last.split(/\s+/u).length <= 4 && lines.length > 1 && /[.!?,:…]$/u.test(before);
}
