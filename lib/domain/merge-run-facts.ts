// What several batches state about one run becomes one set of facts, the same in whatever order they came.
import type { CanonicalRun, Json, RunFacts } from '@/lib/domain/run/run';
import { stableJson } from './stable-json';

export type FactRanks = NonNullable<CanonicalRun['factRanks']>;
export interface StatedFacts {
  facts: RunFacts;
  ranks: FactRanks;
}

/** Gathered from everyone who states them; of every other field the best ranked statement is taken whole. */
const UNITED = ['tags', 'losses'] as const;
/** Before a key of the metadata that is ranked by itself. */
export const KEY_RANK = 'metadata.';

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
    if (field === 'metadata' && (isByKey(a) || isByKey(b))) {
      facts[field] = mergeMetadata(a, b, ranks);
      continue;
    }
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

/** A source whose later records add to the metadata of earlier ones ranks each key by itself, as `metadata.<key>`. */
function isByKey({ ranks }: StatedFacts): boolean {
  for (const name in ranks) if (name.startsWith(KEY_RANK)) return true;
  return false;
}

function mergeMetadata(a: StatedFacts, b: StatedFacts, ranks: { [field: string]: string }): { [key: string]: Json } {
  const [ofA, ofB] = [a, b].map((side) => side.facts.metadata ?? {}) as [{ [key: string]: Json }, { [key: string]: Json }];
  const keys = [...new Set([...Object.keys(ofA), ...Object.keys(ofB)])].sort();
  return Object.fromEntries(
    keys.map((key) => {
      const [said, other] = [keyStatement(a, key), keyStatement(b, key)];
      const isOfA = isBetter(said, other, 'metadata');
      const rank = (isOfA ? said : other).ranks.metadata;
      if (rank !== undefined) ranks[KEY_RANK + key] = rank;
      return [key, (isOfA ? ofA : ofB)[key] ?? null];
    }),
  );
}

/** One key of the metadata as if it were all of it. */
function keyStatement({ facts, ranks }: StatedFacts, key: string): StatedFacts {
  const value = facts.metadata && Object.hasOwn(facts.metadata, key) ? facts.metadata[key] : undefined;
  const rank = (ranks as { [name: string]: string })[KEY_RANK + key] ?? ranks.metadata;
  return { facts: value === undefined ? {} : { metadata: { [key]: value } }, ranks: rank === undefined ? {} : { metadata: rank } };
}

/** Most spans of a trace repeat what its root has said with a better rank. */
function saysNothingNew(a: StatedFacts, b: StatedFacts): boolean {
  if (UNITED.some((field) => a.facts[field] || b.facts[field]) || isByKey(a) || isByKey(b)) return false;
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
