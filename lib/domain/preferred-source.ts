// Which of two source names a run carries when its spans speak several conventions, whichever of them came first.

/** A tracer's own convention before the general ones (`otel-genai`, `otel-genai-legacy`), nothing known (`otel`) last; else by the alphabet. */
export function preferredSource(a: string, b: string): string {
  return rank(a) - rank(b) < 0 || (rank(a) === rank(b) && a <= b) ? a : b;
}

function rank(source: string): number {
  if (source === 'otel') return 2;
  return source.startsWith('otel-') ? 1 : 0;
}
