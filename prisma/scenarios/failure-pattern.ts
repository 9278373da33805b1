// A failure pattern of a tool that fails, written row by row.
import { withProject } from '@/lib/data/database';
import type { PatternMade } from '@/lib/domain/pattern/run-pattern';
import type { Prisma } from '@/prisma/generated/client';

export const TOOL_FAILED: PatternMade = {
  version: 1,
  layer: 'tool',
  code: 'tool_failed',
  severity: 'high',
  step: { kind: 'TOOL', name: 'get_order' },
  route: 'orders',
  codes: ['tool_failed'],
  template: 'Order <n> not found',
  field: null,
  source: null,
};

export async function createPattern(
  projectId: string,
  { made = TOOL_FAILED, ...row }: { patternKey: string; coarseKey: string; typicalRunId: string; firstSeenAt?: Date; made?: PatternMade },
): Promise<void> {
  const at = row.firstSeenAt ?? new Date();
  await withProject(projectId, (tx) =>
    tx.pattern.create({ data: { projectId, firstSeenAt: at, lastSeenAt: at, ...row, made: made as unknown as Prisma.InputJsonValue } }),
  );
}
