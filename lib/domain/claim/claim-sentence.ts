// Cuts a line of prose into sentences with exact offsets, in any script. Unicode rules first, then what they cannot know:
// abbreviations, initials, list numbers and brackets that belong to the sentence before them.

const ABBREVIATIONS = new Set(
  `mr mrs ms dr prof st sr jr inc ltd co corp llc plc no nos vs etc eg ie al fig figs art arts sec para paras ch vol ed eds approx est dept gov gen col sgt capt
rev hon mt ft jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k e.g i.e a.m p.m nr str bzw ca z.b d.h u.a vgl inkl exkl incl excl zzgl ggf evtl max min mio mrd abs tel m mme mlle
sra srta dra pag num av cf resp b.v n.v s.a ph.d`.split(/\s+/u),
);

/** `(Passage 2) It is due`: the bracket cites for the sentence before it. */
const CITATION =
  /^\s*[([](?:(?:passages?|sources?|documents?|doc|refs?|steps?|pages?|pp?\.)[^()[\]]{0,40}|\d{1,3}(?:\s?,\s?\d{1,3})*)[)\]]\s+/iu;

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
    if (last && belongsTogether(flat.slice(last[0], last[1]), segment)) last[1] = end;
    else {
      if (last) last[1] += citation;
      joined.push([index + citation, end]);
    }
  }
  return joined.map(([start, end]) => trimmed(text, start, end)).filter(([start, end]) => end > start);
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
  if (/^[([][^()[\]]{1,60}[)\]][.!]?$/u.test(tail.trimEnd())) return true;
  if (/(?:^|\s)(?:\d{1,3}|\p{L})[.)]$/u.test(head) && head.length <= 4) return true;
  const word = /(?:^|[\s("'“])([\p{L}.]+)\.$/u.exec(head)?.[1]?.toLowerCase();
  if (word === undefined) return false;
  if (/^\p{L}$/u.test(word) && /\p{Lu}\.$/u.test(head)) return true;
  return ABBREVIATIONS.has(word) && !/^(?:etc|inc|ltd|corp|p\.m|a\.m)$/u.test(word)
    ? true
    : ABBREVIATIONS.has(word) && /^[\p{Ll}\d]/u.test(tail);
}
