// Where `j`, `k`, `J` and `K` lead.

/** The next claim in the order that fits, after the focused one and around the end; null when none fits. */
export function stepFrom(
  order: readonly string[],
  focusId: string | null,
  direction: 1 | -1,
  fits: (claimId: string) => boolean,
): string | null {
  const from = focusId === null ? (direction === 1 ? -1 : order.length) : order.indexOf(focusId);
  for (let offset = 1; offset <= order.length; offset++) {
    const index = (((from + direction * offset) % order.length) + order.length) % order.length;
    const claimId = order[index];
    if (claimId !== undefined && claimId !== focusId && fits(claimId)) return claimId;
  }
  return null;
}
