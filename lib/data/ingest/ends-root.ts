// Whether a step is the root of its run and over, which is when a run may come to rest.
import 'server-only';

/** What hangs loosely beside a run is no root. */
export function endsRoot(step: { parentId: string | null; kind: string; startNs: unknown; endNs: unknown }): boolean {
  const { parentId, kind, startNs, endNs } = step;
  return parentId === null && startNs !== null && endNs !== null && kind !== 'EVENT' && kind !== 'EVALUATION' && kind !== 'REVIEW';
}
