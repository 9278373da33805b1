// How alike two ranked lists are, the top counting most.

/** Weight of each rank against the one above it: the first ten ranks have 86 % of the weight (Webber, Moffat and Zobel 2010). */
const PERSISTENCE = 0.9;

/**
 * Rank-biased overlap over the depth of the longer list, scaled so that equal lists have 1 and lists without a common entry 0.
 * Symmetric. Entries are counted once, at their best rank. Two empty lists are equal.
 */
export function rankOverlap(left: readonly string[], right: readonly string[]): number {
  const [a, b] = [[...new Set(left)], [...new Set(right)]];
  const depth = Math.max(a.length, b.length);
  if (depth === 0) return 1;
  const [seenA, seenB] = [new Set<string>(), new Set<string>()];
  let [common, sum, weights, weight] = [0, 0, 0, 1];
  for (let at = 0; at < depth; at++) {
    const [one, other] = [a[at], b[at]];
    if (one !== undefined) seenA.add(one);
    if (other !== undefined) seenB.add(other);
    if (one !== undefined && one === other) common += 1;
    else common += (one !== undefined && seenB.has(one) ? 1 : 0) + (other !== undefined && seenA.has(other) ? 1 : 0);
    sum += (weight * common) / (at + 1);
    weights += weight;
    weight *= PERSISTENCE;
  }
  return sum / weights;
}
