// When what a recurring question retrieves changed, how much, and what else changed then.
import { rankOverlap } from './rank-overlap';

/** One run of the question. */
export interface Retrieval {
  runId: string;
  at: string;
  /** Keys of the retrieved texts, the first rank first. */
  passages: readonly string[];
  /** What may explain a change: prompt version, model, release, embedding model … by name. */
  facts: Readonly<Record<string, string | null>>;
}
export interface PassageMove {
  key: string;
  /** Share of the runs of each side that retrieved it, and its mean rank where it was. */
  before: number;
  after: number;
  rankBefore: number | null;
  rankAfter: number | null;
}
export interface RetrievalChange {
  /** Overlap among runs of one side less overlap between the sides: 0 for no change, 1 for a clean one to other texts. */
  change: number;
  /** Rank-biased overlap between runs before and after, and among those of one side. */
  between: number;
  within: number;
  /** The last run before and the first one after. */
  lastBefore: string;
  changedAt: string;
  runsBefore: number;
  runsAfter: number;
  gained: PassageMove[];
  lost: PassageMove[];
  reranked: PassageMove[];
  /** What was mostly one thing before and mostly another after. */
  alsoChanged: { name: string; before: string | null; after: string | null }[];
}

/** Runs on each side, so that one odd run is no change. */
const MIN_SIDE = 2;
const MOSTLY = 0.5;

/**
 * The split of the runs, in order of time, that sets them apart most: overlap within the sides less overlap between them, weighted
 * by how even the split is (an energy statistic as in Matteson and James 2014, with 1 − overlap as the distance). Null for fewer
 * than four runs.
 */
export function retrievalChange(unordered: readonly Retrieval[]): RetrievalChange | null {
  const runs = [...unordered].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.runId < b.runId ? -1 : 1));
  const n = runs.length;
  if (n < 2 * MIN_SIDE) return null;
  const overlap = runs.map((one) => runs.map((other) => rankOverlap(one.passages, other.passages)));
  let best = { at: -1, score: Number.NEGATIVE_INFINITY, between: 0, within: 0 };
  for (let at = MIN_SIDE; at <= n - MIN_SIDE; at++) {
    const [before, after] = [meanWithin(overlap, 0, at), meanWithin(overlap, at, n)];
    const between = meanBetween(overlap, at);
    const within = (before + after) / 2;
    const score = ((at * (n - at)) / n) * (within - between);
    if (score > best.score + 1e-12) best = { at, score, between, within };
  }
  const [before, after] = [runs.slice(0, best.at), runs.slice(best.at)];
  const moves = movesOf(before, after);
  return {
    change: Math.max(0, best.within - best.between),
    between: best.between,
    within: best.within,
    lastBefore: before.at(-1)?.at ?? '',
    changedAt: after[0]?.at ?? '',
    runsBefore: before.length,
    runsAfter: after.length,
    gained: moves.filter((move) => move.after >= MOSTLY && move.before < MOSTLY),
    lost: moves.filter((move) => move.before >= MOSTLY && move.after < MOSTLY),
    reranked: moves.filter(
      ({ rankBefore, rankAfter, ...move }) =>
        move.before >= MOSTLY && move.after >= MOSTLY && Math.abs((rankBefore ?? 0) - (rankAfter ?? 0)) >= 1,
    ),
    alsoChanged: alsoChanged(before, after),
  };
}

/** Overlap of each run with the runs of the first side, for a line over time; a run is not held against itself. */
export function overlapWithStart(unordered: readonly Retrieval[], startRuns: number): { runId: string; at: string; overlap: number }[] {
  const runs = [...unordered].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.runId < b.runId ? -1 : 1));
  const start = runs.slice(0, startRuns);
  return runs.map((run) => {
    const others = start.filter(({ runId }) => runId !== run.runId);
    const sum = others.reduce((total, other) => total + rankOverlap(run.passages, other.passages), 0);
    return { runId: run.runId, at: run.at, overlap: others.length === 0 ? 1 : sum / others.length };
  });
}

function meanWithin(overlap: readonly (readonly number[])[], from: number, to: number): number {
  let [sum, pairs] = [0, 0];
  for (let a = from; a < to; a++)
    for (let b = a + 1; b < to; b++) {
      sum += overlap[a]?.[b] ?? 0;
      pairs += 1;
    }
  return pairs === 0 ? 1 : sum / pairs;
}

function meanBetween(overlap: readonly (readonly number[])[], at: number): number {
  let sum = 0;
  for (let a = 0; a < at; a++) for (let b = at; b < overlap.length; b++) sum += overlap[a]?.[b] ?? 0;
  return sum / (at * (overlap.length - at));
}

function movesOf(before: readonly Retrieval[], after: readonly Retrieval[]): PassageMove[] {
  const keys = [...new Set([...before, ...after].flatMap(({ passages }) => passages))];
  const [was, is] = [ranksOf(before), ranksOf(after)];
  return keys.map((key) => {
    const [ranksBefore, ranksAfter] = [was.get(key) ?? [], is.get(key) ?? []];
    return {
      key,
      before: ranksBefore.length / before.length,
      after: ranksAfter.length / after.length,
      rankBefore: mean(ranksBefore),
      rankAfter: mean(ranksAfter),
    };
  });
}

function ranksOf(runs: readonly Retrieval[]): Map<string, number[]> {
  const ranks = new Map<string, number[]>();
  for (const { passages } of runs)
    for (const [at, key] of [...new Set(passages)].entries()) {
      const list = ranks.get(key) ?? [];
      ranks.set(key, list);
      list.push(at + 1);
    }
  return ranks;
}

function alsoChanged(before: readonly Retrieval[], after: readonly Retrieval[]): RetrievalChange['alsoChanged'] {
  const names = [...new Set([...before, ...after].flatMap(({ facts }) => Object.keys(facts)))].sort();
  return names.flatMap((name) => {
    const [was, is] = [mostlyOf(before, name), mostlyOf(after, name)];
    return was !== undefined && is !== undefined && was !== is ? [{ name, before: was, after: is }] : [];
  });
}

/** The value of more than half of the runs; undefined when there is none. */
function mostlyOf(runs: readonly Retrieval[], name: string): string | null | undefined {
  const counts = new Map<string | null, number>();
  for (const { facts } of runs) counts.set(facts[name] ?? null, (counts.get(facts[name] ?? null) ?? 0) + 1);
  return [...counts].find(([, count]) => count > runs.length * MOSTLY)?.[0];
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
