// Approves or rejects an eval case. Four eyes: whoever made it does not approve it, unless the project says that one person may.
import 'server-only';
import { z } from 'zod';
import { type Actor, can } from '@/lib/domain/policy';
import { readProjectSettings } from '@/lib/domain/project-settings';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { approveCase } from '@/lib/verbs/approve-case';
import { rejectCase } from '@/lib/verbs/reject-case';
import { type Tx, withProject } from '@/lib/data/database';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { redactValue } from '@/lib/data/privacy/redactor';
import { readInput } from '@/lib/data/read-input';
import { newReviewEvent, recordedBy, recordEvents } from '@/lib/data/review/review-events';

const VERBS = { approve: approveCase, reject: rejectCase } as const;

/** Throws 409 `not_a_candidate` when it was decided before, 409 `four_eyes` for one's own case. */
export async function judgeEvalCase(
  actor: Actor,
  caseId: string,
  judgement: keyof typeof VERBS,
  payload: unknown = {},
): Promise<{ caseId: string; state: string }> {
  const verb = VERBS[judgement];
  if (!can(actor, 'eval.approve')) throw forbidden('approve eval cases');
  const { reason_code, note } = readInput(() => verb.payload.parse(payload)) as { reason_code?: string; note?: string };
  if (!z.uuid().safeParse(caseId).success) throw notFound('eval case');
  const { projectId } = actor;
  const me = reviewerId(actor);
  const safeNote = await redactValue(projectId, 'note', note ?? null);
  return withProject(projectId, async (tx) => {
    const found = await tx.evalCase.findUnique({
      where: { projectId_caseId: { projectId, caseId } },
      select: { createdBy: true, runId: true, decisionId: true, state: true, sha256: true, set: { select: { name: true } } },
    });
    if (!found) throw notFound('eval case');
    const isOwn = found.createdBy === me;
    if (judgement === 'approve' && isOwn && !(await allowsSelfApproval(tx, projectId))) {
      throw conflict(
        'four_eyes',
        'You made this case, so somebody else has to approve it. An owner can allow self-approval in the project settings.',
        { case_id: caseId },
      );
    }
    const at = await databaseNow(tx);
    const state = judgement === 'approve' ? 'approved' : 'rejected';
    const approval = judgement === 'approve' ? { approvedBy: me, approvedAt: at, isSelfApproved: isOwn } : {};
    const { count } = await tx.evalCase.updateMany({ where: { projectId, caseId, state: 'candidate' }, data: { state, ...approval } });
    if (count !== 1) throw conflict('not_a_candidate', `This case is ${found.state} already.`, { case_id: caseId, state: found.state });
    await recordEvents(tx, recordedBy(actor, at), found.runId, [
      newReviewEvent(verb.name, verb.trail, {
        decisionId: found.decisionId,
        reasonCode: reason_code ?? null,
        note: safeNote,
        body: { case_id: caseId, set: found.set.name },
        facts: { case_id: caseId, set: found.set.name, sha256: found.sha256, is_self_approved: judgement === 'approve' && isOwn },
      }),
    ]);
    return { caseId, state };
  });
}

async function allowsSelfApproval(tx: Tx, projectId: string): Promise<boolean> {
  const project = await tx.project.findUnique({ where: { id: projectId }, select: { settings: true } });
  return readProjectSettings(project?.settings).allowSelfApproval;
}
