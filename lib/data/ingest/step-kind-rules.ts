// Which names of steps stand for which kind in a project: its own setting, or what goes for everybody.
import 'server-only';
import { readProjectSettings } from '@/lib/domain/project-settings';
import { compiledKindRules, type KindRule } from '@/lib/domain/step-kind-rule';
import { globalDatabase } from '@/lib/data/database';

/** The door asks with each request; a change is seen after this long. */
const KEPT_MS = 5000;
const kept = new Map<string, { rules: readonly KindRule[] | undefined; until: number }>();

/** Undefined: the project has set nothing. */
export async function stepKindRules(projectId: string): Promise<readonly KindRule[] | undefined> {
  const known = kept.get(projectId);
  const now = performance.now();
  if (known && known.until > now) return known.rules;
  const row = await globalDatabase().project.findUnique({ where: { id: projectId }, select: { settings: true } });
  const { stepKinds } = readProjectSettings(row?.settings);
  const rules = stepKinds ? compiledKindRules(stepKinds) : undefined;
  if (kept.size > 1000) kept.clear();
  kept.set(projectId, { rules, until: now + KEPT_MS });
  return rules;
}

/** For the process that changed the setting. */
export function forgetStepKindRules(projectId: string): void {
  kept.delete(projectId);
}
