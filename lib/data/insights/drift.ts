// Drift as a page shows it: the windows of one slice held against each other, from counts of days, whatever the number of runs.
import 'server-only';
import { compareDimension } from '@/lib/domain/drift/compare-windows';
import { DRIFT_DIMENSIONS } from '@/lib/domain/drift/drift-dimension';
import { byImportance, type Judged, judgeFamily, type Slice } from '@/lib/domain/drift/drift-family';
import { type DriftSettings, readDriftSettings } from '@/lib/domain/drift/drift-settings';
import { type DriftQuery, type DriftView, readSlice } from '@/lib/domain/drift/drift-view';
import { type DriftWindows, driftWindows, isWithin, wholeRange } from '@/lib/domain/drift/drift-windows';
import { movedWords } from '@/lib/domain/drift/drift-words';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { listAlarmRows } from './drift-alarm-row';
import { dayCountsOf, listSlices, readDays } from './drift-days';
import { databaseNow } from '@/lib/data/queues/item-verb';

const SLICES_OF_A_KIND = 40;

/** By default the last seven whole UTC days against the 28 before. Throws `not_found` for a slice that is none. */
export async function getDrift(actor: Actor, query: DriftQuery): Promise<DriftView> {
  if (!can(actor, 'run.read')) throw forbidden('see drift');
  const { projectId } = actor;
  const slice = readSlice(query.slice ?? 'all');
  if (!slice) throw notFound('slice');
  return withProject(projectId, async (tx) => {
    const state = await tx.driftState.findUnique({ where: { projectId } });
    const settings = readDriftSettings(state?.settings);
    const windows = driftWindows(query, (await databaseNow(tx)).toISOString().slice(0, 10));
    const rows = await readDays(tx, projectId, slice, windows);
    const days = rows.map(dayCountsOf);
    const shown = wholeRange([windows.current, windows.reference]);
    return {
      windows,
      slice,
      settings,
      hasSecret: (state?.secret ?? null) !== null,
      comparisons: compareSlice(slice, days, windows, settings),
      days: days.filter(({ day }) => isWithin(day, shown)),
      slices: await listSlices(tx, projectId, ['route', 'prompt', 'model', 'environment'], shown, SLICES_OF_A_KIND),
      alarms: await listAlarmRows(tx, projectId),
      elsewhere: elsewhere(state?.results, slice),
      testedDay: state?.testedDay?.toISOString().slice(0, 10) ?? null,
      countedAt: state?.countedAt?.toISOString() ?? null,
      isFilling: state?.filledAt == null && (await hasRuns(tx, projectId)),
    };
  });
}

function compareSlice(
  slice: Slice,
  days: Parameters<typeof compareDimension>[1],
  windows: DriftWindows,
  settings: DriftSettings,
): Judged[] {
  const members = DRIFT_DIMENSIONS.flatMap((dimension) => {
    // Within a route there is one route.
    if (dimension.key === slice.kind) return [];
    const comparison = compareDimension(dimension, days, windows);
    return comparison ? [{ slice, comparison }] : [];
  });
  return judgeFamily(members, { level: settings.level, minEffect: settings.min_effect, minCases: settings.min_cases }).sort(byImportance);
}

/** What the daily test called moved in other slices than the one that is shown. */
function elsewhere(results: unknown, shown: Slice): DriftView['elsewhere'] {
  return ((results ?? []) as Judged[])
    .filter(({ isMoved, slice }) => isMoved && (slice.kind !== shown.kind || slice.value !== shown.value))
    .map(({ slice, comparison, qValue }) => ({
      slice,
      dimension: comparison.dimension,
      summary: movedWords(comparison),
      effect: comparison.effect,
      qValue,
    }));
}

async function hasRuns(tx: Tx, projectId: string): Promise<boolean> {
  return (await tx.run.findFirst({ where: { projectId }, select: { runId: true } })) !== null;
}
