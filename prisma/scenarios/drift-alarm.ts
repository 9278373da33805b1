// A drift alarm that stands, as the daily test would have raised it.
import { withProject } from '@/lib/data/database';
import { newId } from '@/lib/domain/new-id';

/** Answers its id. */
export async function createAlarm(projectId: string, summary: string): Promise<string> {
  const alarmId = newId();
  const comparison = {
    dimension: 'refusal',
    currentCases: 700,
    referenceCases: 2800,
    values: [],
    psi: 0.1,
    jensenShannon: 0.01,
    chiSquare: null,
  };
  const windows = { current: { from: '2026-05-25', to: '2026-05-31' }, reference: { from: '2026-04-27', to: '2026-05-24' } };
  await withProject(projectId, (tx) =>
    tx.driftAlarm.create({
      data: {
        projectId,
        alarmId,
        dimension: 'refusal',
        sliceKind: 'all',
        sliceValue: '',
        state: 'open',
        summary,
        result: {
          comparison: { ...comparison, effect: 0.2, superiority: null, pValue: 0.0001, designEffect: 1.5 },
          qValue: 0.001,
          windows,
        },
        openedAt: new Date(),
        seenDay: new Date('2026-05-31'),
      },
    }),
  );
  return alarmId;
}
