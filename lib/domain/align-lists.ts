// Pairs the entries of two lists that mean the same.

/** Pairs by key and occurrence: linear however long the runs are. What only the right has comes after what stood before it there. */
export function align<T>(left: readonly T[], right: readonly T[], keyOf: (entry: T) => string): [T | null, T | null][] {
  const waiting = grouped(left.map((entry, index) => [keyOf(entry), index]));
  for (const indexes of waiting.values()) indexes.reverse();
  const partners = new Map<number, T>();
  let before = -1;
  const unpaired: [number, T][] = [];
  for (const entry of right) {
    const index = waiting.get(keyOf(entry))?.pop();
    if (index === undefined) {
      unpaired.push([before, entry]);
    } else {
      partners.set(index, entry);
      before = index;
    }
  }
  const additions = grouped(unpaired);
  const added = (index: number) => (additions.get(index) ?? []).map((entry): [null, T] => [null, entry]);
  return [...added(-1), ...left.flatMap((entry, index): [T | null, T | null][] => [[entry, partners.get(index) ?? null], ...added(index)])];
}

function grouped<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
