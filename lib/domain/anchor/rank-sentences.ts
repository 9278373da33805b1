// Puts the sentences that share words with a claim into order: rare shared words first (BM25), then how far they stand in the
// claim's own order (local alignment), with dates and numbers met by value.
import { markTerms, type MarkTerm } from './mark-terms';
import { isFunctionWord, isNegation } from '@/lib/domain/match/match-lexeme';
import type { Weigh } from '@/lib/domain/match/match-query';

/** Saturation of a repeated word and penalty for long sentences, as in Okapi BM25. */
const K = 0.6;
const B = 0.3;
/** Content words of an ordinary sentence. */
const ORDINARY = 14;
/** What two neighbours of the claim that are neighbours in the sentence add, as a share of their weight. */
const NEIGHBOURS = 0.25;
/** Of a longer claim the first words are ranked by, of a longer sentence the first are met, and a word counts so many times at most. */
const [MAX_TERMS, MAX_CHARS, MAX_PLACES] = [300, 6000, 24];

export interface RankedText {
  /** Higher is better; comparable for one claim only. */
  score: number;
  /** Share of the claim's weight that stands here. */
  coverage: number;
  /** Different words of the claim that stand here; a date counts for two. */
  shared: number;
}

export interface ClaimTerms {
  terms: MarkTerm[];
  weights: number[];
  total: number;
}

/** The terms of a text without its words of grammar. */
export const tellingTerms = (text: string): MarkTerm[] =>
  markTerms(text.slice(0, MAX_CHARS)).filter(({ word }) => !isFunctionWord(word) || isNegation(word));

export function claimTerms(text: string, weigh: Weigh): ClaimTerms {
  const terms = tellingTerms(text).slice(0, MAX_TERMS);
  const weights = terms.map(({ keys }) => Math.max(...keys.map((key) => weigh(key.replace(/^(?:number|date) /u, '')))));
  return { terms, weights, total: weights.reduce((sum, weight) => sum + weight, 0) };
}

/** `terms` are those of the sentence. */
export function rankTerms(claim: ClaimTerms, terms: readonly MarkTerm[]): RankedText {
  const places = new Map<string, number[]>();
  terms.forEach(({ keys }, index) => {
    for (const key of keys) {
      const list = places.get(key);
      if (!list) places.set(key, [index]);
      else if (list.length < MAX_PLACES) list.push(index);
    }
  });
  const norm = K * (1 - B + (B * terms.length) / ORDINARY);
  const counted = new Set<string>();
  let [score, covered] = [0, 0];
  let before: number[] = [];
  claim.terms.forEach(({ keys }, index) => {
    const here = [...new Set(keys.flatMap((key) => places.get(key) ?? []))];
    const weight = claim.weights[index] as number;
    if (here.length > 0) {
      covered += weight;
      const [key = ''] = keys;
      if (!counted.has(key)) score += (weight * here.length * (K + 1)) / (here.length + norm);
      counted.add(key);
      if (here.some((at) => before.includes(at - 1))) score += NEIGHBOURS * (weight + (claim.weights[index - 1] as number));
    }
    before = here;
  });
  return {
    score,
    coverage: claim.total === 0 ? 0 : covered / claim.total,
    shared: [...counted].reduce((sum, key) => sum + (key.startsWith('date ') ? 2 : 1), 0),
  };
}
