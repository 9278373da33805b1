// Words that set how far a sentence reaches, each with its class: found in a sentence, and compared where two sentences run along.
import type { QueryToken } from '@/lib/domain/match/match-query';
import type { SourceIndex } from '@/lib/domain/match/match-source';
import type { EvidenceSpace } from './evidence-space';
import { type Followed, type Gap, gapBeside, isContent } from './followed-sentence';

export interface WordClass {
  /** Two classes of one scale may exclude each other; those of different scales have nothing to do with each other. */
  scale: string;
  name: string;
}

/** Phrases by their folded words, joined by spaces. */
export type WordClasses = ReadonlyMap<string, WordClass>;

export interface ClassedWord extends WordClass, Gap {
  /** As written. */
  words: string;
}

const MAX_WORDS = 4;
/** A sentence with more words of its own than this may well mean what it says otherwise. */
const MAX_OTHER_WORDS = 2;
const NEAR_TOKENS = 4;

/** `{ scale: { name: 'word|two words' } }` as a table of phrases. */
export function wordClasses(scales: Record<string, Record<string, string>>): WordClasses {
  return new Map(
    Object.entries(scales).flatMap(([scale, classes]) =>
      Object.entries(classes).flatMap(([name, phrases]) => phrases.split('|').map((phrase) => [phrase, { scale, name }] as const)),
    ),
  );
}

/** Every classed word of the sentence, the longest phrase first where two begin at one place. */
export function classedWords(text: string, tokens: readonly QueryToken[], classes: WordClasses): ClassedWord[] {
  const found: ClassedWord[] = [];
  for (let from = 0; from < tokens.length; ) {
    const match = longestAt(tokens, from, classes);
    if (!match) {
      from++;
      continue;
    }
    const [first, last] = [tokens[from] as QueryToken, tokens[match.to - 1] as QueryToken];
    found.push({ ...match.class, from, to: match.to, words: text.slice(first.start, last.end) });
    from = match.to;
  }
  return found;
}

function longestAt(tokens: readonly QueryToken[], from: number, classes: WordClasses): { to: number; class: WordClass } | null {
  let phrase = '';
  let best: { to: number; class: WordClass } | null = null;
  for (let to = from; to < Math.min(tokens.length, from + MAX_WORDS); to++) {
    phrase += `${to > from ? ' ' : ''}${tokens[to]?.word}`;
    const known = classes.get(phrase);
    if (known) best = { to: to + 1, class: known };
  }
  return best;
}

export interface ChangedWord {
  ours: ClassedWord;
  theirs: ClassedWord;
}

/**
 * Pairs of words that stand between the same words of both sentences and exclude each other. Silent where either sentence has as
 * many words of the other's class, or a source has the claim's own word beside the same words elsewhere: then both are said.
 */
export function changedWords(
  claim: string,
  followed: Followed,
  { sources }: Pick<EvidenceSpace, 'sources'>,
  { classes, excludes }: { classes: WordClasses; excludes: (ours: string, theirs: string) => boolean },
): ChangedWord[] {
  const ours = classedWords(claim, followed.ours, classes);
  if (ours.length === 0 || othersIn(followed, ours) > MAX_OTHER_WORDS) return [];
  const theirs = classedWords(followed.text, followed.theirs, classes);
  const count = (list: readonly ClassedWord[], { scale, name }: WordClass) =>
    list.filter((one) => one.scale === scale && one.name === name).length;
  return ours.flatMap((word): ChangedWord[] => {
    const gap = gapBeside(followed, word);
    const beside = gap ? theirs.filter(({ from, to, scale }) => scale === word.scale && from >= gap.from && to <= gap.to) : [];
    const [other] = beside;
    if (!gap || !other || beside.length > 1 || !excludes(word.name, other.name)) return [];
    if (count(theirs, word) >= count(ours, word) || count(ours, other) >= count(theirs, other)) return [];
    const head = followed.theirs[gap.to] as QueryToken;
    return sources.some(({ index }) => standsNear(index, followed.ours[word.to - 1] as QueryToken, head))
      ? []
      : [{ ours: word, theirs: other }];
  });
}

/** Content words of the claim that the source sentence does not have, apart from the classed ones. */
function othersIn({ ours, on }: Followed, classed: readonly ClassedWord[]): number {
  const isClassed = (at: number) => classed.some(({ from, to }) => at >= from && at < to);
  return ours.filter((token, at) => isContent(token) && (on[at] as number) < 0 && !isClassed(at)).length;
}

/** Whether two words stand within a few tokens of each other anywhere in a source. */
function standsNear(index: SourceIndex, a: QueryToken, b: QueryToken): boolean {
  const [first, second] = [index.postings().get(a.lexeme) ?? [], index.postings().get(b.lexeme) ?? []];
  for (let i = 0, j = 0; i < first.length && j < second.length; ) {
    const [x, y] = [first[i] as number, second[j] as number];
    if (Math.abs(x - y) <= NEAR_TOKENS) return true;
    if (x < y) i++;
    else j++;
  }
  return false;
}
