// What a queue's rules would have caught among recent runs, before anybody switches them on.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import type { Finding } from '@/lib/domain/evidence';
import type { RuleDraft } from '@/lib/domain/rule';
import { ruleReason } from '@/lib/domain/rule-reason';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from './database';
import { subjectOf } from './rule-subject';
import { catchingRules, type StoredRule } from './stored-rules';

export interface RulePreview {
  /** How many of the newest checked runs were looked at. */
  lookedAt: number;
  caught: number;
  /** Of those caught, how many are in the queue already. */
  alreadyQueued: number;
  /** In the order of the rules; a run that two rules catch counts for both. */
  rules: { name: string; caught: number }[];
  examples: { runId: string; name: string | null; risk: number | null; outputPreview: string; reasons: { rule: string; detail: string }[] }[];
}

const RECENT_RUNS = 1000;
const EXAMPLES = 10;

/** Looks at the newest 1,000 checked runs. A queue that does not exist yet may be previewed by its name. */
export async function previewRules(actor: Actor, queueName: string, drafts: readonly RuleDraft[]): Promise<RulePreview> {
  if (!can(actor, 'queue.edit')) throw forbidden('edit queues');
  const { projectId } = actor;
  const rules: StoredRule[] = drafts.filter((draft) => draft.enabled).map(({ name, when, sample, priority }) => ({ name, filter: when, sample, priority }));
  return withProject(projectId, async (tx) => {
    const queue = await tx.queue.findUnique({ where: { projectId_name: { projectId, name: queueName } }, select: { queueId: true } });
    const queueId = queue?.queueId ?? newId();
    const runs = await tx.run.findMany({ where: { projectId, evaluatedAt: { not: null } }, orderBy: [{ startedAt: 'desc' }, { runId: 'asc' }], take: RECENT_RUNS });
    const runIds = runs.map((run) => run.runId);
    const searches = new Map((await tx.runSearch.findMany({ where: { projectId, runId: { in: runIds } } })).map((search) => [search.runId, search]));
    const items = await tx.item.findMany({ where: { projectId, runId: { in: runIds } }, select: { runId: true, queueId: true, state: true } });
    const caught = runs.flatMap((run) => {
      const subject = subjectOf(run, searches.get(run.runId) ?? null, items.filter((item) => item.runId === run.runId));
      const matching = catchingRules({ queueId, rules }, subject);
      return matching.length ? [{ run, matching }] : [];
    });
    const queued = new Set(items.filter((item) => item.queueId === queueId).map((item) => item.runId));
    return {
      lookedAt: runs.length,
      caught: caught.length,
      alreadyQueued: caught.filter(({ run }) => queued.has(run.runId)).length,
      rules: rules.map((rule) => ({ name: rule.name, caught: caught.filter(({ matching }) => matching.includes(rule)).length })),
      examples: await Promise.all(caught.slice(0, EXAMPLES).map(async ({ run, matching }) => {
        const findings = await listFindings(tx, projectId, run.runId, run.revision ?? '');
        const reasons = matching.map((rule) => ruleReason(rule, findings, run.risk ?? 0));
        return { runId: run.runId, name: run.name, risk: run.risk, outputPreview: run.outputPreview, reasons };
      })),
    };
  });
}

/** The stored findings of one revision, in order. */
export async function listFindings(tx: Tx, projectId: string, runId: string, revision: string): Promise<Finding[]> {
  const rows = await tx.finding.findMany({ where: { projectId, runId, revision }, orderBy: { ordinal: 'asc' } });
  return rows.map(({ code, severity, claimId, stepId, detail, anchors, checkId, checkVersion }) => ({
    code, severity: severity as Finding['severity'], claimId, stepId, detail, anchors: anchors as unknown as Finding['anchors'], checkId, checkVersion,
  }));
}
