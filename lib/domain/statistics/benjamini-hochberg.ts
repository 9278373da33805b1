// Adjusts p values so that, of what is called a change, at most a chosen share is none (Benjamini & Hochberg 1995).

/**
 * The adjusted p values (q values) in the order of the input: q_(i) = min over j ≥ i of p_(j) · m / j. Calling everything with
 * q ≤ α a change keeps the false discovery rate at α for independent and positively dependent tests; where nothing has changed at
 * all, the chance of any call is at most α.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[b] ?? 1) - (pValues[a] ?? 1));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  for (const [position, index] of order.entries()) {
    const rank = pValues.length - position;
    least = Math.min(least, ((pValues[index] ?? 1) * pValues.length) / rank);
    adjusted[index] = least;
  }
  return adjusted;
}
