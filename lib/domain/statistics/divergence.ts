// How far two distributions over the same bins are apart: the population stability index and the Jensen–Shannon divergence.

/**
 * Population stability index: Σ (p − q) · ln(p / q) over the bins' shares (the sum of both Kullback–Leibler divergences, in nats;
 * Siddiqi 2006). A bin that is empty on one side counts there as half a case, its share being 0.5 / total; one that is empty on
 * both sides is left out. 0 for proportional counts, never negative, symmetric. Null when either side holds nothing.
 */
export function populationStability(left: readonly number[], right: readonly number[]): number | null {
  const leftTotal = sumOf(left);
  const rightTotal = sumOf(right);
  if (leftTotal <= 0 || rightTotal <= 0) return null;
  return binPairs(left, right).reduce((total, [a, b]) => {
    if (a === 0 && b === 0) return total;
    const p = (a || 0.5) / leftTotal;
    const q = (b || 0.5) / rightTotal;
    return total + (p - q) * Math.log(p / q);
  }, 0);
}

/**
 * Jensen–Shannon divergence to base 2 (Lin 1991): 0 for proportional counts, 1 for distributions that share no bin, symmetric.
 * Empty bins need no care. Null when either side holds nothing.
 */
export function jensenShannon(left: readonly number[], right: readonly number[]): number | null {
  const leftTotal = sumOf(left);
  const rightTotal = sumOf(right);
  if (leftTotal <= 0 || rightTotal <= 0) return null;
  const divergence = binPairs(left, right).reduce((total, [a, b]) => {
    const p = a / leftTotal;
    const q = b / rightTotal;
    const middle = (p + q) / 2;
    return total + part(p, middle) + part(q, middle);
  }, 0);
  return Math.min(1, Math.max(0, divergence / 2));
}

function part(share: number, middle: number): number {
  return share === 0 ? 0 : share * Math.log2(share / middle);
}

function binPairs(left: readonly number[], right: readonly number[]): [number, number][] {
  if (left.length !== right.length) throw new RangeError(`${left.length} bins against ${right.length}`);
  return left.map((count, index) => [count, right[index] ?? 0]);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
