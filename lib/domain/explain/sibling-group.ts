// What the siblings of a run say together: which routes they took, and which of them tells most.
import type { RunSummary } from '@/lib/domain/run/run-summary';
import type { SiblingGroup } from './explain-facts';

/** `siblings` in the order of the list of siblings: those that tell most first. */
export function siblingGroup(
  siblings: readonly { run: Pick<RunSummary, 'runId' | 'route' | 'promptVersion'>; differs: readonly string[] }[],
): SiblingGroup | null {
  if (siblings.length === 0) return null;
  const routes = new Map<string, number>();
  for (const { run } of siblings) if (run.route !== null) routes.set(run.route, (routes.get(run.route) ?? 0) + 1);
  const telling = siblings.find(({ differs }) => differs.length > 0);
  return {
    runs: siblings.length,
    routes: [...routes].map(([route, runs]) => ({ route, runs })).sort((a, b) => b.runs - a.runs || (a.route < b.route ? -1 : 1)),
    telling: telling ? { runId: telling.run.runId, differs: [...telling.differs], promptVersion: telling.run.promptVersion } : null,
  };
}
