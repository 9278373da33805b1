// The words of a text as small numbers shared by both runs, so that what two steps say can be compared quickly and in any script.

/** More words than this say nothing new about what a step is about. */
const WORDS = 96;
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
/** Scripts that put no space between words: two characters in a row stand for a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Numbers words in the order in which they are met. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();

  numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    this.numbers.set(word, this.numbers.size);
    return this.numbers.size - 1;
  }

  get size(): number {
    return this.numbers.size;
  }
}

/** The first different words of a text, folded to lower case. */
export function contentWords(text: string, limit = WORDS): string[] {
  const words = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    const folded = word.toLowerCase();
    if (!UNSPACED.test(folded)) words.add(folded);
    else for (const pair of pairsOf(folded)) words.add(pair);
    if (words.size >= limit) break;
  }
  return [...words].slice(0, limit);
}

/** `getUserDetails`, `get_user_details` and `Get user details` have the same words. */
export function nameWords(name: string): string[] {
  return contentWords(name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' '), 16);
}

function pairsOf(text: string): string[] {
  const characters = Array.from(text);
  return characters.length < 2 ? characters : characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
