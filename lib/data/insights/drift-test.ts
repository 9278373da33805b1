// The daily test of a project: every dimension in all runs and in the largest slices, judged as one family.
import 'server-only';
import { compareDimension } from '@/lib/domain/drift/compare-windows';
import { DRIFT_DIMENSIONS } from '@/lib/domain/drift/drift-dimension';
import { type FamilyMember, type Judged, judgeFamily, type Slice, TESTS_A_WEEK } from '@/lib/domain/drift/drift-family';
import { readDriftSettings } from '@/lib/domain/drift/drift-settings';
import { addDays, type DriftWindows } from '@/lib/domain/drift/drift-windows';
import { type Tx, withProject } from '@/lib/data/database';
import { changeAlarms } from './drift-alarm-changes';
import { dayCountsOf, listSlices, readDays } from './drift-days';
import { databaseNow } from '@/lib/data/queues/item-verb';

const SLICES_OF_A_KIND = 12;
const TIMEOUT_MS = 120_000;

/**
 * Tests the windows that end yesterday, once for each UTC day; what came late is seen the next day. Answers how many alarms were
 * raised, null when that day was tested already or nothing was counted yet.
 */
export async function testDrift(projectId: string): Promise<number | null> {
  return withProject(projectId, (tx) => test(tx, projectId), { timeoutMs: TIMEOUT_MS });
}

async function test(tx: Tx, projectId: string): Promise<number | null> {
  const [state] = await tx.$queryRaw<{ settings: unknown; testedDay: string | null; isFilled: boolean }[]>`
    SELECT settings, tested_day::text AS "testedDay", filled_at IS NOT NULL AS "isFilled"
    FROM drift_state WHERE project_id = ${projectId}::uuid FOR UPDATE`;
  if (!state?.isFilled) return null;
  const now = await databaseNow(tx);
  const to = addDays(now.toISOString().slice(0, 10), -1);
  if (state.testedDay !== null && state.testedDay >= to) return null;
  const settings = readDriftSettings(state.settings);
  const from = addDays(to, 1 - settings.current_days);
  const windows: DriftWindows = {
    current: { from, to },
    reference: { from: addDays(from, -settings.reference_days), to: addDays(from, -1) },
  };
  const dimensions = DRIFT_DIMENSIONS.filter(({ key }) => settings.dimensions.includes(key));
  const kinds = settings.slices.filter((kind) => kind !== 'all');
  const slices: Slice[] = [
    ...(settings.slices.includes('all') ? [{ kind: 'all' as const, value: '' }] : []),
    ...(await listSlices(tx, projectId, kinds, windows.current, SLICES_OF_A_KIND)).filter(({ runs }) => runs >= settings.min_cases),
  ];
  const members: FamilyMember[] = [];
  for (const slice of slices) {
    const days = (await readDays(tx, projectId, slice, windows)).map(dayCountsOf);
    for (const dimension of dimensions) {
      if (dimension.key === slice.kind) continue;
      const comparison = compareDimension(dimension, days, windows, { hasValues: false });
      // The values' intervals are reckoned for what moved only; they are most of the work.
      if (comparison) members.push({ slice: { kind: slice.kind, value: slice.value }, comparison });
    }
  }
  const rule = { level: settings.level / TESTS_A_WEEK, minEffect: settings.min_effect, minCases: settings.min_cases };
  const judged = await withValues(tx, projectId, judgeFamily(members, rule), windows);
  const raised = settings.is_on ? await changeAlarms(tx, projectId, { judged, settings, windows, now }) : 0;
  const results = judged.filter(({ isMoved }) => isMoved);
  await tx.driftState.update({
    where: { projectId },
    data: { testedDay: new Date(`${to}T00:00:00Z`), testedAt: now, results: JSON.parse(JSON.stringify(results)) },
  });
  return raised;
}

/** What moved, and what may still keep an alarm, with the change of each value. */
async function withValues(tx: Tx, projectId: string, judged: readonly Judged[], windows: DriftWindows): Promise<Judged[]> {
  const complete: Judged[] = [];
  for (const one of judged) {
    const dimension = DRIFT_DIMENSIONS.find(({ key }) => key === one.comparison.dimension);
    if (!dimension || (one.qValue ?? 1) > 0.2) {
      complete.push(one);
      continue;
    }
    const days = (await readDays(tx, projectId, one.slice, windows)).map(dayCountsOf);
    complete.push({ ...one, comparison: compareDimension(dimension, days, windows) ?? one.comparison });
  }
  return complete;
}
