// Lays a long quote over a stretch of a source in pieces: tables and columns are read in another order by every extractor, so
// the same words stand there, in runs that have changed places.
import type { SourceToken } from './match-align';
import type { QueryToken } from './match-query';

export interface Pieces {
  /** Indexes in the stretch that carry the quote, ascending. */
  on: number[];
  /** Weight of the quote that was met, as a share of all of it. */
  coverage: number;
}

/** Runs shorter than this are laid only after the long ones, inside the region these span. */
const LONG_RUN = 3;
/** A single word further than this from all the rest met it by chance. */
const NEARBY = 12;
const MAX_ROUNDS = 8;

/** Greedy string tiling: the longest common runs first, each word of either side used once. */
export function layPieces(query: readonly QueryToken[], stretch: readonly SourceToken[]): Pieces {
  const places = new Map<string, number[]>();
  stretch.forEach(({ word }, index) => {
    const list = places.get(word);
    if (list) list.push(index);
    else places.set(word, [index]);
  });
  const used = new Uint8Array(stretch.length);
  const met = new Uint8Array(query.length);
  const runs = longRuns(query, stretch, places).sort((a, b) => b.length - a.length || a.from - b.from);
  // A heading that stands on every page belongs to the page that holds the rest.
  const centre = runs[0] ? runs[0].to + runs[0].length / 2 : 0;
  runs.sort((a, b) => b.length - a.length || Math.abs(a.to - centre) - Math.abs(b.to - centre));
  for (const { from, to, length } of runs) lay(from, to, length, met, used);
  layLeftovers(query, places, met, used);
  const total = query.reduce((sum, { weight }) => sum + weight, 0);
  const covered = query.reduce((sum, { weight }, index) => sum + (met[index] ? weight : 0), 0);
  return { on: [...used.keys()].filter((index) => used[index] === 1), coverage: total === 0 ? 0 : covered / total };
}

interface Run {
  from: number;
  to: number;
  length: number;
}

/** Maximal common runs; a run that only continues an earlier one is not listed again. */
function longRuns(query: readonly QueryToken[], stretch: readonly SourceToken[], places: Map<string, number[]>): Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < query.length; from++) {
    for (const to of places.get((query[from] as QueryToken).word) ?? []) {
      if (from > 0 && to > 0 && query[from - 1]?.word === stretch[to - 1]?.word) continue;
      let length = 1;
      while (query[from + length] && query[from + length]?.word === stretch[to + length]?.word) length++;
      if (length >= LONG_RUN) runs.push({ from, to, length });
    }
  }
  return runs;
}

/** Lays the parts of a run that nothing lies on yet. */
function lay(from: number, to: number, length: number, met: Uint8Array, used: Uint8Array): void {
  for (let offset = 0; offset < length; offset++) {
    if (met[from + offset] || used[to + offset]) continue;
    met[from + offset] = 1;
    used[to + offset] = 1;
  }
}

/** Single words and short runs: taken inside, or right beside, what is already laid, which grows with each of them. */
function layLeftovers(query: readonly QueryToken[], places: Map<string, number[]>, met: Uint8Array, used: Uint8Array): void {
  let [first, last] = [used.indexOf(1), used.lastIndexOf(1)];
  if (first < 0) [first, last] = seedOf(query, places);
  const distance = (at: number) => Math.max(0, first - at, at - last);
  for (let round = 0, hasLaid = true; hasLaid && round < MAX_ROUNDS; round++) {
    hasLaid = false;
    query.forEach(({ word }, index) => {
      if (met[index]) return;
      const free = (places.get(word) ?? []).filter((at) => !used[at] && distance(at) <= NEARBY);
      const nearest = free.reduce<number | null>((best, at) => (best === null || distance(at) < distance(best) ? at : best), null);
      if (nearest === null) return;
      met[index] = 1;
      used[nearest] = 1;
      first = Math.min(first, nearest);
      last = Math.max(last, nearest);
      hasLaid = true;
    });
  }
}

/** The place of the word that has the fewest. */
function seedOf(query: readonly QueryToken[], places: Map<string, number[]>): [number, number] {
  const lists = query
    .map(({ word }) => places.get(word) ?? [])
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length);
  const at = lists[0]?.[0] ?? 0;
  return [at, at];
}
