// Cuts a text at the claims that stand in it, for underlining in place.

export interface OutputSegment {
  start: number;
  text: string;
  claimId: string | null;
}

/** Joined again, the segments between `from` and `to` are that part of the text. Of overlapping claims the earlier keeps its words. */
export function segmentsOf(
  text: string,
  claims: readonly { claimId: string; range: [number, number] | null }[],
  from = 0,
  to = text.length,
): OutputSegment[] {
  const placed = claims
    .flatMap(({ claimId, range }) => (range ? [{ claimId, start: Math.max(from, range[0]), end: Math.min(to, range[1]) }] : []))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const segments: OutputSegment[] = [];
  let done = from;
  for (const { claimId, start, end } of placed) {
    if (start < done) continue;
    if (start > done) segments.push({ start: done, text: text.slice(done, start), claimId: null });
    segments.push({ start, text: text.slice(start, end), claimId });
    done = end;
  }
  if (done < to) segments.push({ start: done, text: text.slice(done, to), claimId: null });
  return segments;
}
