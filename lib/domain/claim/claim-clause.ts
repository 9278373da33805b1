// Cuts a sentence at its semicolons: `Rent is 500 EUR; the deposit is 1,000 EUR` says two things, and each has its own evidence.
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import { queryTokens } from '@/lib/domain/match/match-query';
import { trimmed } from './claim-sentence';

/** A clause with fewer words than this is an item of a list, not a statement. */
const MIN_WORDS = 3;
const MIN_CONTENT = 2;
const OPENING = /[([{“„«「（]/u;
const CLOSING = /[)\]}”»」）]/u;

/** Ranges in `sentence`, ascending; the whole of it when it is one statement. */
export function clausesIn(sentence: string): [number, number][] {
  if (!/[;；]/u.test(sentence)) return [[0, sentence.length]];
  const clauses: [number, number][] = [];
  const ends = [...semicolons(sentence), sentence.length - 1];
  let from = 0;
  let hasStatement = false;
  let pieceStart = 0;
  // Each piece is read once: a text of nothing but semicolons costs no more than any other.
  for (const end of ends) {
    const isNext = isStatement(sentence.slice(pieceStart, end + 1));
    if (isNext && hasStatement && pieceStart > from) {
      clauses.push(trimmed(sentence, from, pieceStart));
      from = pieceStart;
    }
    hasStatement = isNext || (hasStatement && from < pieceStart);
    pieceStart = end + 1;
  }
  return [...clauses, trimmed(sentence, from, sentence.length)].filter(([start, end]) => end > start);
}

/** Outside of brackets and quotations, with a space behind them or in a script that sets none. */
function semicolons(sentence: string): number[] {
  const found: number[] = [];
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < sentence.length; at++) {
    const char = sentence[at] as string;
    if (OPENING.test(char)) depth++;
    else if (CLOSING.test(char)) depth = Math.max(0, depth - 1);
    else if (char === '"') isQuoted = !isQuoted;
    else if (depth === 0 && !isQuoted && (char === '；' || (char === ';' && /\s/u.test(sentence[at + 1] ?? '')))) found.push(at);
  }
  return found;
}

function isStatement(clause: string): boolean {
  const words = queryTokens(clause, () => 1);
  return words.length >= MIN_WORDS && words.filter(({ word }) => !isFunctionWord(word)).length >= MIN_CONTENT;
}
