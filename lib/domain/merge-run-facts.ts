// What several batches state about one run becomes one set of facts, the same in whatever order they came.
import type { CanonicalRun, Json, RunFacts } from './run';
import { stableJson } from './stable-json';

export type FactRanks = NonNullable<CanonicalRun['factRanks']>;
export interface StatedFacts {
  facts: RunFacts;
  ranks: FactRanks;
}

/** Gathered from everyone who states them; of every other field the best ranked statement is taken whole. */
const UNITED = ['tags', 'losses'] as const;

/**
 * The join of two sets of statements: idempotent, commutative and associative. The smaller rank wins, no rank (stated by the run
 * itself) over all ranks; between equal ranks the longer statement, then the later one in code unit order.
 */
export function mergeRunFacts(a: StatedFacts, b: StatedFacts): StatedFacts {
  if (saysNothingNew(a, b)) return a;
  const facts: { [field: string]: unknown } = {};
  const ranks: { [field: string]: string } = {};
  const fields = new Set([...Object.keys(a.facts), ...Object.keys(b.facts)]) as Set<keyof RunFacts>;
  for (const field of [...fields].sort()) {
    const winner = isBetter(a, b, field) ? a : b;
    facts[field] = winner.facts[field];
    const rank = winner.ranks[field];
    if (rank !== undefined) ranks[field] = rank;
  }
  for (const field of UNITED) {
    const all = [...new Set([...(a.facts[field] ?? []), ...(b.facts[field] ?? [])])].sort();
    if (all.length > 0) facts[field] = all;
  }
  return { facts: facts as RunFacts, ranks };
}

/** Most spans of a trace repeat what its root has said with a better rank. */
function saysNothingNew(a: StatedFacts, b: StatedFacts): boolean {
  if (UNITED.some((field) => a.facts[field] || b.facts[field])) return false;
  return (Object.keys(b.facts) as (keyof RunFacts)[]).every(
    (field) => a.facts[field] !== undefined && (a.ranks[field] ?? '') < (b.ranks[field] ?? ''),
  );
}

function isBetter(a: StatedFacts, b: StatedFacts, field: keyof RunFacts): boolean {
  if (a.facts[field] === undefined) return false;
  if (b.facts[field] === undefined) return true;
  const rankA = a.ranks[field] ?? '';
  const rankB = b.ranks[field] ?? '';
  if (rankA !== rankB) return rankA < rankB;
  const textA = stableJson(a.facts[field] as Json);
  const textB = stableJson(b.facts[field] as Json);
  return textA.length === textB.length ? textA >= textB : textA.length > textB.length;
}
