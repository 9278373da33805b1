// Finding words in a page as a person types them: case, spaces, line breaks, hyphenation, quotes, dashes and ligatures do not count.

export interface TextRange {
  start: number;
  end: number;
}

/** Longer queries are cut: a person looks for a phrase, and the time grows with the length. */
export const MAX_FIND_CHARS = 400;

/** Characters that are drawn differently and typed alike, by what is typed. */
const ALIKE = new Map(
  ["'\u2018\u2019\u201A\u2032`\u00B4", '"\u201C\u201D\u201E\u00AB\u00BB', '-\u2010\u2011\u2012\u2013\u2014\u2212'].flatMap((group) =>
    [...group].map((character) => [character, group.charAt(0)] as const),
  ),
);
const LIGATURES = new Map([
  ['\uFB00', 'ff'],
  ['\uFB01', 'fi'],
  ['\uFB02', 'fl'],
  ['\uFB03', 'ffi'],
  ['\uFB04', 'ffl'],
]);
/** A hyphen at the end of a line, between two letters, joins what it parts. */
const LINE_BREAK_HYPHEN = /(?<=\p{L})[-\u00AD]\s*\n\s*(?=\p{L})/gu;

/** Every place of `query` in `text`, in order, not overlapping, at most `limit`. None for a query of spaces. */
export function findText(text: string, query: string, limit: number): TextRange[] {
  const wanted = fold(query.slice(0, MAX_FIND_CHARS).trim()).key;
  if (wanted === '') return [];
  const { key, starts, ends } = fold(text);
  // A compound that was broken at its own hyphen has lost it.
  const forms = [...new Set([wanted, wanted.replaceAll('-', '')])].filter((form) => form !== '');
  const ranges: TextRange[] = [];
  let at = 0;
  while (ranges.length < limit) {
    const next = forms.map((form) => ({ form, index: key.indexOf(form, at) })).filter(({ index }) => index >= 0);
    const [first] = next.sort((a, b) => a.index - b.index);
    if (!first) break;
    at = first.index + first.form.length;
    ranges.push({ start: starts[first.index] ?? 0, end: ends[at - 1] ?? text.length });
  }
  return ranges;
}

/** The text with everything alike made equal; each unit of `key` stands for `text.slice(starts[i], ends[i])`. */
function fold(text: string): { key: string; starts: number[]; ends: number[] } {
  const hyphens = new Map([...text.matchAll(LINE_BREAK_HYPHEN)].map((match) => [match.index, match[0].length]));
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const skipped = hyphens.get(at);
    const length = skipped ?? character.length;
    const isSpace = /\s/u.test(character);
    const folded = isSpace ? ' ' : (LIGATURES.get(character) ?? ALIKE.get(character) ?? character.toLowerCase());
    if (isSpace && parts.at(-1) === ' ') ends[ends.length - 1] = at + length;
    else if (skipped === undefined && character !== '\u00AD') {
      parts.push(folded);
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(at);
        ends.push(at + length);
      }
    }
    at += length;
  }
  return { key: parts.join(''), starts, ends };
}
