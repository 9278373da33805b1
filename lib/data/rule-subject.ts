// A stored run as rules see it.
import 'server-only';
import type { RuleSubject } from '@/lib/domain/rule';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from './database';

/** Null when the run has not been checked yet: rules speak about checked runs only. */
export async function findRuleSubject(tx: Tx, projectId: string, runId: string): Promise<RuleSubject | null> {
  const run = await tx.run.findUnique({ where: { projectId_runId: { projectId, runId } } });
  if (!run?.evaluatedAt) return null;
  const search = await tx.runSearch.findUnique({ where: { projectId_runId: { projectId, runId } } });
  const items = await tx.item.findMany({ where: { projectId, runId }, select: { state: true } });
  return subjectOf(run, search, items);
}

export function subjectOf(run: Prisma.RunGetPayload<object>, search: { input: string; output: string; context: string } | null, items: { state: string }[]): RuleSubject {
  const { runId, name, sessionId, userId, route, promptId, promptVersion, modelName, environment, tags, codes, documentIds, risk, startedAt } = run;
  return {
    runId, name, sessionId, userId, route, promptId, promptVersion, modelName, environment, tags, codes, documentIds, risk, startedAt,
    states: [run.phase, ...items.map((item) => item.state), ...(run.reviewOutcome ? [run.reviewOutcome] : [])],
    texts: search ? [search.input, search.output, search.context] : [],
  };
}
