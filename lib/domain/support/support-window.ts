// The stretch of a context that holds most of what a sentence says.
import type { SupportContext } from './support-context';

export interface SupportWindow {
  /** Share of the wanted weight in the stretch; 1 when nothing is wanted. */
  coverage: number;
  /** Number of its first sentence. */
  at: number;
}

/** The run of `size` sentences that holds most of what is wanted. Steps: places of the wanted stems × `size`. */
export function bestWindow(wanted: ReadonlyMap<string, number>, { sentences, sentencesWith }: SupportContext, size: number): SupportWindow {
  let total = 0;
  for (const weight of wanted.values()) total += weight;
  if (total === 0) return { coverage: 1, at: 0 };
  const sums = new Float64Array(sentences.length);
  for (const [stem, weight] of wanted) {
    let counted = -1;
    for (const at of sentencesWith.get(stem) ?? []) {
      // Each stretch counts a stem once, however often it holds it.
      for (let start = Math.max(counted + 1, at - size + 1, 0); start <= at; start++) sums[start] = (sums[start] as number) + weight;
      counted = at;
    }
  }
  let best = 0;
  for (let at = 1; at < sums.length; at++) if ((sums[at] as number) > (sums[best] as number) + 1e-12) best = at;
  return { coverage: (sums[best] ?? 0) / total, at: best };
}

/** Share of the wanted weight that `has` knows. */
export function covered(wanted: ReadonlyMap<string, number>, has: (stem: string) => boolean): number {
  let [met, total] = [0, 0];
  for (const [stem, weight] of wanted) {
    total += weight;
    if (has(stem)) met += weight;
  }
  return total === 0 ? 1 : met / total;
}
