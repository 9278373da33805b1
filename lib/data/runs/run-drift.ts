// What the drift test of the project says about the slices that a run belongs to.
import 'server-only';
import type { Judged } from '@/lib/domain/drift/drift-family';
import { promptValue } from '@/lib/domain/drift/run-contribution';
import type { DriftSignals } from '@/lib/domain/explain/explain-facts';
import type { Layer } from '@/lib/domain/explain/explanation';
import type { Actor } from '@/lib/domain/policy';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { withProject } from '@/lib/data/database';

const LAYERS: Record<string, Layer> = {
  route: 'route',
  prompt: 'prompt',
  retrieval: 'retrieval',
  fallback: 'fallback',
  validation: 'validation',
  review: 'review',
  override: 'review',
};

/** Null where nothing was tested yet. */
export async function readRunDrift({ projectId }: Actor, run: RunSummary): Promise<DriftSignals | null> {
  const slices = [
    ['all', ''],
    ['route', run.route],
    ['prompt', promptValue(run.promptId, run.promptVersion)],
    ['model', run.modelName],
    ['environment', run.environment],
  ] as const;
  const isOwn = (kind: string, value: string) => slices.some(([ownKind, own]) => ownKind === kind && own === value);
  return withProject(projectId, async (tx) => {
    const state = await tx.driftState.findUnique({ where: { projectId }, select: { testedDay: true, results: true } });
    if (!state?.testedDay) return null;
    const open = await tx.driftAlarm.findMany({
      where: {
        projectId,
        endedAt: null,
        OR: slices.flatMap(([sliceKind, sliceValue]) => (sliceValue === null ? [] : [{ sliceKind, sliceValue }])),
      },
      orderBy: { openedAt: 'desc' },
      select: { alarmId: true, summary: true, dimension: true, openedAt: true, result: true },
    });
    const tested = (state.results as unknown as Judged[]).filter(({ slice, qValue }) => qValue !== null && isOwn(slice.kind, slice.value));
    return {
      watched: tested.length,
      alarms: open.map(({ alarmId, summary, dimension, openedAt, result }) => ({
        alarmId,
        summary,
        since: openedAt.toISOString(),
        effect: `effect ${(result as unknown as { comparison: { effect: number } }).comparison.effect.toFixed(2)}`,
        layer: LAYERS[dimension] ?? 'model',
      })),
    };
  });
}
