// The stretches of a source that hold most of what a text says, whatever the order: where to look closer.
import type { QueryToken } from './match-query';
import type { SourceIndex } from './match-source';

export interface TokenWindow {
  /** Token range, `to` exclusive. */
  from: number;
  to: number;
  /** Weight of the wanted tokens met here, as a share of all wanted weight. */
  coverage: number;
}

export interface WindowOptions {
  /** Tokens a window may span. */
  size: number;
  limit: number;
  /** Token range to stay in. */
  within?: { from: number; to: number };
}

/** A lexeme this frequent says nothing about where to look, as long as rarer ones are there. */
const FREQUENT = 3000;
const MAX_EVENTS = 60_000;

/** The best windows that do not overlap, best first. Work grows with the places of the wanted words, not with the source. */
export function bestWindows(source: SourceIndex, query: readonly QueryToken[], { size, limit, within }: WindowOptions): TokenWindow[] {
  const postings = source.postings();
  if (!query.some(({ lexeme }) => postings.has(lexeme))) return [];
  const wanted = wantedTerms(query);
  const total = [...wanted.values()].reduce((sum, { weight, count }) => sum + weight * count, 0);
  if (total === 0) return [];
  const events = placesOf(source, wanted, within);
  source.meter.steps += events.at.length * Math.ceil(Math.log2(events.at.length + 2));
  const windows = slide(events, [...wanted.values()], size).map((window) => ({ ...window, coverage: window.coverage / total }));
  return apart(windows, limit);
}

interface Term {
  weight: number;
  count: number;
  places: number[];
}

function wantedTerms(query: readonly QueryToken[]): Map<string, Term> {
  const terms = new Map<string, Term>();
  for (const { lexeme, weight } of query) {
    const term = terms.get(lexeme);
    if (term) term.count++;
    else terms.set(lexeme, { weight, count: 1, places: [] });
  }
  return terms;
}

function placesOf(source: SourceIndex, wanted: Map<string, Term>, within: WindowOptions['within']): { at: Int32Array; term: Int32Array } {
  const postings = source.postings();
  const lists = [...wanted.keys()].map((lexeme) => postings.get(lexeme) ?? []);
  const hasRare = lists.filter((list) => list.length > 0 && list.length <= FREQUENT).length >= 2;
  const events: [number, number][] = [];
  lists.forEach((list, term) => {
    if (hasRare && list.length > FREQUENT) return;
    for (const at of list) {
      if (within && (at < within.from || at >= within.to)) continue;
      if (events.length < MAX_EVENTS) events.push([at, term]);
    }
  });
  events.sort((a, b) => a[0] - b[0]);
  return { at: Int32Array.from(events, ([at]) => at), term: Int32Array.from(events, ([, term]) => term) };
}

/** One window a starting place, each as wide as it may be; a repeated word counts as often as it is wanted. */
function slide({ at, term }: { at: Int32Array; term: Int32Array }, terms: readonly Term[], size: number): TokenWindow[] {
  const met = new Int32Array(terms.length);
  const windows: TokenWindow[] = [];
  let coverage = 0;
  let head = 0;
  for (let tail = 0; tail < at.length; tail++) {
    const start = at[tail] as number;
    for (; head < at.length && (at[head] as number) < start + size; head++) {
      const index = term[head] as number;
      const { weight, count } = terms[index] as Term;
      if ((met[index] as number) < count) coverage += weight;
      met[index] = (met[index] as number) + 1;
    }
    windows.push({ from: start, to: (at[head - 1] as number) + 1, coverage });
    const index = term[tail] as number;
    const { weight, count } = terms[index] as Term;
    met[index] = (met[index] as number) - 1;
    if ((met[index] as number) < count) coverage -= weight;
  }
  return windows;
}

function apart(windows: TokenWindow[], limit: number): TokenWindow[] {
  // Of two equal windows the shorter one says more exactly where; of two alike in that, the earlier.
  windows.sort((a, b) =>
    Math.abs(b.coverage - a.coverage) > 1e-9 ? b.coverage - a.coverage : a.to - a.from - (b.to - b.from) || a.from - b.from,
  );
  const kept: TokenWindow[] = [];
  for (const window of windows) {
    if (kept.length >= limit) break;
    if (!kept.some(({ from, to }) => window.from < to && from < window.to)) kept.push(window);
  }
  return kept;
}
