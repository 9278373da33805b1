// Facts found in the steps of a run, each with the place it was taken from. The first that is found stays.
import type { RunFacts } from '@/lib/domain/run/run';

export type Derived = { [K in keyof RunFacts]?: { value: NonNullable<RunFacts[K]> | null; from: string } };

/** Notes a fact unless there is one already. */
export function note<K extends keyof RunFacts>(found: Derived, field: K, value: RunFacts[K] | undefined, from: string): void {
  if (value === undefined || found[field]) return;
  Object.assign(found, { [field]: { value, from } });
}
