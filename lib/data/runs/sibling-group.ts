// One run against the group of its siblings, with what each of them answered.
import 'server-only';
import type { RunSibling } from '@/lib/domain/compare/run-sibling';
import { bySayingMost } from '@/lib/domain/compare/run-sibling';
import { answerOf } from '@/lib/domain/compare/same-answer';
import { type GroupedBy, type SiblingGroup, siblingGroup, versionIn } from '@/lib/domain/compare/sibling-group';
import { MASK, maskSummary } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { getSummary } from './run-detail';
import { findSiblings } from './run-siblings';

export interface RunGroup {
  run: RunSummary;
  group: SiblingGroup;
  /** Those that were counted, the most telling first. */
  siblings: RunSibling[];
  /** How many of the siblings that were found were asked exactly the same. */
  sameInput: number;
}

/** Characters of an answer that are compared; what is longer is told apart by its beginning. */
const ANSWER_CHARS = 20_000;

/**
 * `inputs`: `same` counts runs that were asked exactly this, `near` all that were asked nearly the same. Of each prompt version, model
 * and route the newest 40 are counted, at most 300 runs in all.
 */
export async function getSiblingGroup(
  actor: Actor,
  runId: string,
  { by, inputs }: { by: GroupedBy; inputs: 'same' | 'near' },
): Promise<RunGroup> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const own = await getSummary(tx, projectId, runId);
    const found = (await findSiblings(tx, projectId, own)).sort(bySayingMost(own));
    const counted = inputs === 'same' ? found.filter(({ likeness }) => likeness === 1) : found;
    const rows = await tx.$queryRaw<{ runId: string; output: string }[]>`
      SELECT s.run_id AS "runId", left(s.output, ${ANSWER_CHARS}::int) AS output FROM run_search s
      WHERE s.project_id = ${projectId}::uuid AND s.run_id = ANY (${[runId, ...counted.map(({ run }) => run.runId)]}::text[])`;
    const answers = new Map(rows.map(({ runId: id, output }) => [id, answerOf(output)]));
    const isSeen = can(actor, 'run.read_raw');
    const group = siblingGroup(
      { runId, answer: answers.get(runId) ?? '', version: versionIn(own, by) },
      counted.map((sibling) => ({ ...sibling, answer: answers.get(sibling.run.runId) ?? '' })),
      by,
    );
    return {
      run: isSeen ? own : maskSummary(own),
      group: isSeen ? group : { ...group, clusters: group.clusters.map((cluster) => ({ ...cluster, answer: MASK })) },
      siblings: isSeen ? counted : counted.map((sibling) => ({ ...sibling, run: maskSummary(sibling.run) })),
      sameInput: found.filter(({ likeness }) => likeness === 1).length,
    };
  });
}
