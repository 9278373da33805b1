// The type of a query, as far as it can be told without a model: what the sender calls it, else how the question begins, else its fields.

const WORDS = 4;
const LETTERS = 8;
/** Characters of the input that are looked at. */
export const QUERY_CHARS = 400;

/**
 * `metadata.query_type` where it is sent. Else the first four words of the input in lower case with figures as `#` (the first
 * eight characters in scripts that put no spaces between words), or the names of the fields of a structured input. Else the name of
 * the workflow, else empty: not known.
 */
export function queryType({ stated, input, name }: { stated: string | null; input: string | null; name: string | null }): string {
  if (stated?.trim()) return stated.trim().slice(0, 100);
  const text = (input ?? '').trim();
  if (text === '') return name ?? '';
  if (text.startsWith('{')) return fieldsOf(text) ?? name ?? '';
  const flat = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\p{N}+(?:[.,:/-]\p{N}+)*/gu, '#');
  const words = flat.match(/[\p{L}\p{M}#]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? [];
  const [first = ''] = words;
  if ([...first].length > 2 * LETTERS || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(first))
    return `${[...first].slice(0, LETTERS).join('')} …`;
  return words.length === 0 ? (name ?? '') : `${words.slice(0, WORDS).join(' ')}${words.length > WORDS ? ' …' : ''}`;
}

/** From a beginning of JSON that may be cut: the names on its outermost level, in order of the alphabet. */
function fieldsOf(text: string): string | null {
  const names = [...text.matchAll(/"([^"\\]{1,40})"\s*:/gu)].flatMap(({ 1: name }) => name ?? []).slice(0, 6);
  return names.length === 0 ? null : `fields: ${[...new Set(names)].sort().join(', ')}`;
}
