// What a queue's rules would have caught among recent runs, before anybody switches them on.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import type { Finding } from '@/lib/domain/evidence';
import type { RuleDraft } from '@/lib/domain/rule';
import { type ItemReason, ruleReason } from '@/lib/domain/rule-reason';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { listSubjects, SUBJECT_COLUMNS, type SubjectRow } from './rule-subject';
import { askForTexts, catchingRules, type StoredRule } from './stored-rules';

export interface RulePreview {
  /** How many of the newest checked runs were looked at. */
  lookedAt: number;
  caught: number;
  /** Of those caught, how many have been in the queue before: waiting, decided, or removed for good. They would not come in anew. */
  alreadyQueued: number;
  /** In the order of the rules; a run that two rules catch counts for both. */
  rules: { name: string; caught: number }[];
  examples: { runId: string; name: string | null; risk: number | null; outputPreview: string; reasons: ItemReason[] }[];
}

const RECENT_RUNS = 1000;
/** Texts of this many runs are held at a time. */
const PAGE = 100;
const EXAMPLES = 10;

const COLUMNS = { ...SUBJECT_COLUMNS, outputPreview: true } as const;
type RecentRun = SubjectRow & { outputPreview: string };
interface Caught {
  run: RecentRun;
  matching: StoredRule[];
}

/** Looks at the newest 1,000 checked runs. A queue that does not exist yet may be previewed by its name; its sample is then another one. */
export async function previewRules(actor: Actor, queueName: string, drafts: readonly RuleDraft[]): Promise<RulePreview> {
  if (!can(actor, 'queue.edit')) throw forbidden('edit queues');
  const { projectId } = actor;
  const rules: StoredRule[] = drafts
    .filter((draft) => draft.enabled)
    .map(({ name, when, sample, priority }) => ({ name, filter: when, sample, priority }));
  return withProject(projectId, async (tx) => {
    const queue = await tx.queue.findUnique({ where: { projectId_name: { projectId, name: queueName } }, select: { queueId: true } });
    const queueId = queue?.queueId ?? newId();
    const runs = await tx.run.findMany({
      where: { projectId, evaluatedAt: { not: null } },
      orderBy: [{ startedAt: 'desc' }, { runId: 'asc' }],
      take: RECENT_RUNS,
      select: COLUMNS,
    });
    const caught = await catchRuns(tx, projectId, { queueId, rules }, runs);
    const queued = await tx.item.count({ where: { projectId, queueId, runId: { in: caught.map(({ run }) => run.runId) } } });
    const examples: RulePreview['examples'] = [];
    for (const { run, matching } of caught.slice(0, EXAMPLES)) {
      const findings = await listFindings(tx, projectId, run.runId, run.revision ?? '');
      const reasons = matching.map((rule) => ruleReason(rule, findings, run.risk ?? 0));
      examples.push({ runId: run.runId, name: run.name, risk: run.risk, outputPreview: run.outputPreview, reasons });
    }
    return {
      lookedAt: runs.length,
      caught: caught.length,
      alreadyQueued: queued,
      rules: rules.map((rule) => ({ name: rule.name, caught: caught.filter(({ matching }) => matching.includes(rule)).length })),
      examples,
    };
  });
}

async function catchRuns(
  tx: Tx,
  projectId: string,
  queue: { queueId: string; rules: StoredRule[] },
  runs: readonly RecentRun[],
): Promise<Caught[]> {
  const caught: Caught[] = [];
  for (let from = 0; from < runs.length; from += PAGE) {
    const page = runs.slice(from, from + PAGE);
    const subjects = await listSubjects(tx, projectId, page, askForTexts([queue]));
    for (const [index, subject] of subjects.entries()) {
      const matching = catchingRules(queue, subject);
      const run = page[index];
      if (run && matching.length > 0) caught.push({ run, matching });
    }
  }
  return caught;
}

/** The stored findings of one revision, in order. */
export async function listFindings(tx: Tx, projectId: string, runId: string, revision: string): Promise<Finding[]> {
  const rows = await tx.finding.findMany({ where: { projectId, runId, revision }, orderBy: { ordinal: 'asc' } });
  return rows.map(({ code, severity, claimId, stepId, detail, anchors, checkId, checkVersion }) => ({
    code,
    severity: severity as Finding['severity'],
    claimId,
    stepId,
    detail,
    anchors: anchors as unknown as Finding['anchors'],
    checkId,
    checkVersion,
  }));
}
