// Words of a text for searching: folded, without the commonest ones; in scripts without spaces, pairs of characters.

const COMMON = new Set(
  'a an and are be by can do does for from how i if in is it long many may much my of on or that the them this to what when where which who will with within you your'.split(
    ' ',
  ),
);

export function terms(text: string): string[] {
  return [...text.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)].flatMap(([word]) => {
    if (/\p{Script=Han}/u.test(word)) return [...word].slice(1).map((character, index) => `${[...word][index]}${character}`);
    if (/\p{Script=Arabic}/u.test(word)) return [word.replace(/^(?:ال|وال|بال|لل)/u, '').slice(0, 5)];
    return COMMON.has(word) ? [] : [stem(word)];
  });
}

/** Enough of a stem that refunds, refunded and refund meet. */
function stem(word: string): string {
  return word.length <= 4 || /\d/.test(word) ? word : word.replace(/(?:able|ed|ing|ies|es|s)$/, '');
}
