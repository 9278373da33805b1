// The weakest part of a sentence: what was added to something true often hangs on it as a clause of its own.
import type { SupportContext } from './support-context';
import type { Features } from './support-features';
import { bestWindow } from './support-window';
import { freshIn } from './support-new-words';
import { type Word, wordsOf } from './support-words';

const BREAK =
  /[,;:()–—，；：、]|\s-\s|\b(?:but|which|who|because|so that|while|whereas|although|if|when|such as|including|making|ensuring|allowing|leading)\b/giu;
/** Parts with fewer content words say nothing of their own. */
const MIN_WORDS = 2;
const MAX_CLAUSES = 40;

interface Clause {
  fresh: number;
  freshCount: number;
  coverage: number;
}

export function clauses(text: string, context: SupportContext): Features {
  const read = partsOf(text).map((words) => readClause(words, context));
  const last = read.at(-1);
  return {
    clause_new: Math.max(0, ...read.map(({ fresh }) => fresh)),
    clause_new_count: Math.log(1 + Math.max(0, ...read.map(({ freshCount }) => freshCount))),
    clause_window: Math.min(1, ...read.map(({ coverage }) => coverage)),
    clause_first_new: read[0]?.fresh ?? 0,
    clause_last_new: last?.fresh ?? 0,
    clause_last_window: last?.coverage ?? 1,
    clauses: read.length,
  };
}

function partsOf(text: string): Word[][] {
  const pieces: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(BREAK)) {
    if (pieces.length === MAX_CLAUSES - 1) break;
    pieces.push(text.slice(from, index));
    from = index;
  }
  pieces.push(text.slice(from));
  return pieces.map((piece) => wordsOf(piece).filter(({ isContent }) => isContent)).filter((words) => words.length >= MIN_WORDS);
}

function readClause(words: readonly Word[], context: SupportContext): Clause {
  const fresh = freshIn(words, context);
  const weight = (list: readonly Word[]) => list.reduce((sum, { stem }) => sum + context.background(stem), 0);
  const wanted = new Map(words.map(({ stem }) => [stem, context.background(stem)]));
  return {
    fresh: weight(fresh) / Math.max(0.1, weight(words)),
    freshCount: fresh.length,
    coverage: bestWindow(wanted, context, 1).coverage,
  };
}
