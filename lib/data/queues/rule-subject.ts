// A stored run as rules see it.
import 'server-only';
import { groupBy } from '@/lib/domain/group-by';
import type { RuleSubject } from '@/lib/domain/rule';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';

/** All that rules can ask for; the record of the run is not among it. */
export const SUBJECT_COLUMNS = {
  runId: true,
  name: true,
  sessionId: true,
  userId: true,
  route: true,
  promptId: true,
  promptVersion: true,
  modelName: true,
  environment: true,
  tags: true,
  codes: true,
  documentIds: true,
  risk: true,
  startedAt: true,
  phase: true,
  reviewOutcome: true,
  revision: true,
} as const satisfies Prisma.RunSelect;
export type SubjectRow = Prisma.RunGetPayload<{ select: typeof SUBJECT_COLUMNS }>;

interface Texts {
  input: string;
  output: string;
  context: string;
}

/** `texts` null where no rule asks for a phrase: they are as long as everything the model read. */
export function ruleSubject(
  { phase, reviewOutcome, revision: _, ...run }: SubjectRow,
  items: readonly { state: string }[],
  texts: Texts | null,
): RuleSubject {
  return {
    ...run,
    states: [phase, ...items.map((item) => item.state), ...(reviewOutcome ? [reviewOutcome] : [])],
    texts: texts ? [texts.input, texts.output, texts.context] : [],
  };
}

/** The subjects of runs that were read already, with what else rules ask for. */
export async function listSubjects(tx: Tx, projectId: string, runs: readonly SubjectRow[], withTexts: boolean): Promise<RuleSubject[]> {
  const runIds = runs.map(({ runId }) => runId);
  const states = await tx.item.findMany({ where: { projectId, runId: { in: runIds } }, select: { runId: true, state: true } });
  const items = groupBy(states, ({ runId }) => runId);
  const texts = new Map(
    (withTexts ? await tx.runSearch.findMany({ where: { projectId, runId: { in: runIds } } }) : []).map((row) => [row.runId, row]),
  );
  return runs.map((run) => ruleSubject(run, items.get(run.runId) ?? [], texts.get(run.runId) ?? null));
}
