// Tells two sentences that cannot both hold: the same words in the same order, with one number, date, direction, quantifier or `not`
// between them.
import { datesIn } from '@/lib/domain/match/match-date';
import { isNegation } from '@/lib/domain/match/match-lexeme';
import { isAnotherFigure } from './another-figure';
import { classedWords, type WordClasses } from './changed-words';
import { DIRECTION_WORDS, excludesDirection } from './comparative-words';
import { isContent, layAlong } from './followed-sentence';
import { excludesExtent, QUANTIFIERS } from './quantifier-words';

export interface OpposedSentence {
  /** What the first sentence has, and the second in its place. */
  before: string;
  after: string;
}

const MIN_WORDS = 4;
/** `It costs 5` and `It costs 7` may speak of two things. */
const UNNAMED = /^\W*(?:it|this|that|these|those|they|he|she|one|another|other|also|es|dies|er|sie|il|elle|ce|cela|esto|eso)\b/iu;
/** Sources are reported, cases are told apart. */
const APART =
  /\b(?:passages?|sources?|documents?|accord\w+|however|but|while|whereas|if|when|unless|otherwise|another|alternatively|other|others|or|for example|e\.g|step|day|option|if)\b/iu;

export function opposedSentence(first: string, second: string): OpposedSentence | null {
  if ([first, second].some((text) => UNNAMED.test(text) || APART.test(text) || /[?|]|:\s*$/u.test(text))) return null;
  const laid = layAlong(second, first);
  if (!laid) return null;
  const { ours, theirs, on } = laid;
  const met = new Set(on);
  const [mine, other] = [
    ours.filter((token, at) => isContent(token) && (on[at] as number) < 0),
    theirs.filter((token, at) => isContent(token) && !met.has(at)),
  ];
  const same = ours.filter((token, at) => isContent(token) && !token.isNumber && (on[at] as number) >= 0).length;
  if (same < MIN_WORDS) return null;
  const dates = otherDate(first, second);
  const plain = (tokens: typeof mine, text: string) => tokens.filter((token) => !isDatePart(token.start, text));
  if (dates) return plain(mine, second).length + plain(other, first).length === 0 ? dates : null;
  if (mine.length === 1 && other.length === 1 && mine[0]?.isNumber && other[0]?.isNumber) {
    const [a, b] = [other[0], mine[0]];
    return isAnotherFigure(first, a, second, b)
      ? { before: withUnit(first, a.start, a.end), after: withUnit(second, b.start, b.end) }
      : null;
  }
  const negations = (tokens: typeof ours) => tokens.filter(({ word }) => isNegation(word));
  const [lost, added] = [negations(theirs), negations(ours)];
  if (mine.length + other.length === 0 && lost.length + added.length === 1) return { before: first, after: second };
  if (lost.length + added.length > 0) return null;
  return (
    otherClass(first, theirs, other, second, ours, mine, QUANTIFIERS, excludesExtent) ??
    otherClass(first, theirs, other, second, ours, mine, DIRECTION_WORDS, excludesDirection)
  );
}

const ARTICLE = /^(?:the|der|die|das|den|le|la|les|el|los|las|each|every)$/u;

type Tokens = NonNullable<ReturnType<typeof layAlong>>['ours'];

/** One word of the scale in each sentence, of classes that exclude each other, and no other word that differs. */
function otherClass(
  first: string,
  theirs: Tokens,
  other: Tokens,
  second: string,
  ours: Tokens,
  mine: Tokens,
  classes: WordClasses,
  excludes: (a: string, b: string) => boolean,
): OpposedSentence | null {
  const [a, b] = [classedWords(first, theirs, classes), classedWords(second, ours, classes)];
  const [before, after] = [a[0], b[0]];
  if (a.length !== 1 || b.length !== 1 || !before || !after || before.scale !== after.scale || !excludes(before.name, after.name))
    return null;
  // `the longer end` names one of two things.
  if ([theirs[before.from - 1], ours[after.from - 1]].some((token) => token && ARTICLE.test(token.word))) return null;
  const within = (tokens: Tokens, all: Tokens, { from, to }: { from: number; to: number }) =>
    tokens.every((token) => all.slice(from, to).includes(token));
  return within(other, theirs, before) && within(mine, ours, after) ? { before: before.words, after: after.words } : null;
}

function otherDate(first: string, second: string): OpposedSentence | null {
  const [a, b] = [datesIn(first), datesIn(second)];
  const [before, after] = [a[0], b[0]];
  if (a.length !== 1 || b.length !== 1 || !before || !after || before.iso.length !== after.iso.length) return null;
  return before.iso === after.iso || before.alternative !== null || after.alternative !== null
    ? null
    : { before: first.slice(before.start, before.end), after: second.slice(after.start, after.end) };
}

const isDatePart = (at: number, text: string): boolean => datesIn(text).some(({ start, end }) => at >= start && at < end);

const withUnit = (text: string, start: number, end: number): string =>
  text.slice(start, end + (/^\s?(?:%|\p{L}+)/u.exec(text.slice(end, end + 20))?.[0].length ?? 0));
