// Says in one word how a found text differs from the text that was looked for, and whether the difference is only one of form.

export interface MatchKind {
  state: 'exact' | 'normalised' | 'approximate';
  match: string;
}

/** Steps from the strictest to the loosest; the last one that was needed gives the match its name. */
const STEPS: [name: string, apply: (text: string) => string][] = [
  ['space', (text) => text.replace(/[\s\u200b-\u200d\u2060\ufeff]+/gu, ' ').trim()],
  ['hyphenation', (text) => text.replace(/\u00ad/gu, '').replace(/(\p{L})[-\u2010] ?(?=\p{Ll})/gu, '$1')],
  ['characters', (text) => text.normalize('NFKC')],
  [
    'punctuation',
    (text) =>
      text
        .replace(/[‘’‚‛ʼ`´]/gu, "'")
        .replace(/[“”„‟«»]/gu, '"')
        .replace(/[‐‑‒–—―−]/gu, '-')
        .replace(/…/gu, '...'),
  ],
  ['case', (text) => text.toLowerCase()],
  ['space', (text) => text.replace(/ /gu, '')],
  ['digits', (text) => text.replace(/(?<=\d)[,.'](?=\d{3}(?!\d))/gu, '').replace(/(?<=\d),(?=\d)/gu, '.')],
  ['accents', (text) => text.normalize('NFKD').replace(/\p{M}/gu, '')],
];

/** Signs that change what a text says when they change: more or less, percent, minus, and which currency. */
const COMPARISONS = /[<>≤≥±%‰]|(?<![\d\p{L}])[-−–](?=\d)|\((?=[$€£¥]?\d[\d.,]*\))/gu;
const CURRENCIES = /\p{Sc}/gu;

/** Both texts are known to fold to the same letters and digits; `context` is `found` with the signs that touch it. */
export function describeMatch(wanted: string, found: string, context = found): MatchKind {
  if (wanted === found) return { state: 'exact', match: 'exact' };
  let a = wanted;
  let b = found;
  for (const [name, apply] of STEPS) {
    a = apply(a);
    b = apply(b);
    if (a === b) return { state: 'normalised', match: name };
  }
  return hasSameSigns(wanted, context) ? { state: 'normalised', match: 'punctuation' } : { state: 'approximate', match: 'signs' };
}

/** A sign of comparison must be the same on both sides; a currency may be left out but not be another one. */
export function hasSameSigns(wanted: string, found: string): boolean {
  const signs = (text: string) => (text.match(COMPARISONS) ?? []).map((sign) => (/[-−–(]/u.test(sign) ? '-' : sign)).join('');
  if (signs(wanted) !== signs(found)) return false;
  const currencies = (text: string) => [...new Set(text.match(CURRENCIES) ?? [])].sort().join('');
  const [a, b] = [currencies(wanted), currencies(found)];
  return a === '' || b === '' || a === b;
}
