// What one record states about its run, ranked: of two records the one with the smaller rank is believed.
import { mergeRunFacts, type StatedFacts } from '@/lib/domain/merge-run-facts';
import type { CanonicalRun, RunFacts } from '@/lib/domain/run/run';
import type { Attributes } from './otlp-span';

/** What records say about the run that they belong to. */
export interface RunStatement extends StatedFacts {
  aliases: CanonicalRun['aliases'];
}

/** Each field, the metadata as one of them, with this rank. */
export function rankedFacts(facts: RunFacts, rank: string): StatedFacts {
  return { facts, ranks: Object.fromEntries(Object.keys(facts).map((field) => [field, rank])) };
}

/** The same with each key of the metadata by itself: later records add to what earlier ones say. */
export function rankedByKey(facts: RunFacts, rank: string): StatedFacts {
  const { metadata = {}, ...others } = facts;
  const keys = Object.keys(metadata).map((key) => [`metadata.${key}`, rank] as const);
  return { facts, ranks: { ...rankedFacts(others, rank).ranks, ...Object.fromEntries(keys) } };
}

/**
 * What was stored, with these statements in place of what they said when they were read before, which is known by its rank. What is
 * gathered from all (tags, losses) stays.
 */
export function replacedStatements(stored: StatedFacts, statements: readonly RunStatement[]): StatedFacts {
  const own = new Set<string>(statements.flatMap((statement) => Object.values(statement.ranks)));
  const left = withoutRanks(stored, (rank, field) => field !== 'tags' && field !== 'losses' && own.has(rank));
  return statements.reduce<StatedFacts>((all, statement) => mergeRunFacts(all, statement), left);
}

/** Without what has a rank that is dropped, each key of the metadata by itself. */
export function withoutRanks({ facts, ranks }: StatedFacts, isDropped: (rank: string, field: string) => boolean): StatedFacts {
  const rankOf = ranks as { [name: string]: string };
  const isGone = (name: string) => rankOf[name] !== undefined && isDropped(rankOf[name], name);
  const { metadata = {}, ...others } = facts;
  const kept = Object.entries(metadata).filter(([key]) => !isGone('metadata') && !isGone(`metadata.${key}`));
  return {
    facts: {
      ...(Object.fromEntries(Object.entries(others).filter(([field]) => !isGone(field))) as RunFacts),
      ...(kept.length > 0 ? { metadata: Object.fromEntries(kept) } : {}),
    },
    ranks: Object.fromEntries(Object.entries(ranks).filter(([name]) => !isGone(name))),
  };
}

/** Adds a statement to what is known of the run; `records` is what it was read from, where no step keeps that. */
export function stateInto(run: CanonicalRun, { facts, ranks, aliases }: RunStatement, records?: Attributes): void {
  const merged = mergeRunFacts({ facts: run.facts, ranks: run.factRanks ?? {} }, { facts, ranks });
  run.facts = merged.facts;
  run.factRanks = merged.ranks;
  run.aliases.push(...aliases);
  if (records) run.records = { ...run.records, ...records };
}
