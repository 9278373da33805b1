// What privacy rules would take out of recent runs, before anybody saves them.
import 'server-only';
import { randomBytes } from 'node:crypto';
import { type Actor, can } from '@/lib/domain/policy';
import type { CanonicalRun, RunFacts } from '@/lib/domain/run/run';
import { forbidden } from '@/lib/errors';
import { redactRun } from '@/lib/privacy/redact-run';
import { type Change, Redactor, readyRules } from '@/lib/privacy/redactor';
import { noteContentRead } from '@/lib/data/content-read';
import { type Tx, withProject } from '@/lib/data/database';
import { readPrivacyRules } from './privacy-rules';
import { canonicalStep } from '@/lib/data/runs/run-pending';

export interface PrivacyPreview {
  /** How many of the newest runs were looked at. */
  lookedAt: number;
  changedRuns: number;
  /** Values that would be taken out, by kind, most frequent first. */
  types: { type: string; count: number }[];
  examples: { runId: string; path: string; type: string; before: string; mark: string }[];
}

const RECENT_RUNS = 50;
const STEPS_OF_RUN = 200;
const EXAMPLES = 30;
const EXAMPLES_OF_TYPE = 8;
const MAX_SHOWN = 200;

/**
 * Looks at the newest 50 runs as they are stored, of each at most 200 steps. Tokens are made with a key that is thrown away, and
 * nothing is stored. Raw values are shown, so those runs count as read by the actor.
 */
export async function previewPrivacy(actor: Actor, input: unknown): Promise<PrivacyPreview> {
  if (!can(actor, 'privacy.edit') || !can(actor, 'run.read_raw')) throw forbidden('preview privacy rules');
  const ready = readyRules(readPrivacyRules(input));
  const key = randomBytes(32);
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const runs = await recentRuns(tx, projectId);
    const counts = new Map<string, number>();
    const examples: PrivacyPreview['examples'] = [];
    const changed = new Set<string>();
    for (const run of runs) {
      const redactor = new Redactor(ready, key, (change) => {
        changed.add(run.runId);
        const seen = counts.get(change.type) ?? 0;
        counts.set(change.type, seen + 1);
        if (seen < EXAMPLES_OF_TYPE && examples.length < EXAMPLES) examples.push(exampleOf(run.runId, change));
      });
      redactRun(run, redactor);
    }
    for (const runId of new Set(examples.map((example) => example.runId))) await noteContentRead(tx, actor, runId);
    const types = [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
    return { lookedAt: runs.length, changedRuns: changed.size, types, examples };
  });
}

async function recentRuns(tx: Tx, projectId: string): Promise<CanonicalRun[]> {
  const rows = await tx.run.findMany({ where: { projectId }, orderBy: [{ startedAt: 'desc' }, { runId: 'asc' }], take: RECENT_RUNS });
  const runs: CanonicalRun[] = [];
  for (const { runId, source, declared } of rows) {
    const steps = await tx.step.findMany({ where: { projectId, runId }, orderBy: { stepId: 'asc' }, take: STEPS_OF_RUN });
    const bodies = await tx.stepIo.findMany({ where: { projectId, runId, stepId: { in: steps.map(({ stepId }) => stepId) } } });
    const byId = new Map(bodies.map((body) => [body.stepId, body]));
    const facts = declared as unknown as RunFacts;
    runs.push({
      runId,
      source,
      facts,
      isWhole: true,
      aliases: [],
      steps: steps.map((step) => canonicalStep(step, byId.get(step.stepId))),
    });
  }
  return runs;
}

function exampleOf(runId: string, { path, type, before, mark }: Change): PrivacyPreview['examples'][number] {
  const isLong = before.length > MAX_SHOWN;
  return { runId, path: `/${path.join('/')}`, type, before: isLong ? `${before.slice(0, MAX_SHOWN)} …` : before, mark };
}
