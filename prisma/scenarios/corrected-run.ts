// A run with two revisions and a decision on the second, and one that is still being received: written straight into the tables.
import { withProject } from '@/lib/data/database';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import type { AssembledRun, AssembledStep } from '@/lib/domain/run/run';

/** Minutes after nine o'clock on the day of the story. */
export const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const step = (index: number): AssembledStep => ({
  stepId: `s${index}`,
  parentId: index === 0 ? null : 's0',
  kind: 'LLM',
  name: `step ${index}`,
  startNs: '1795251600000000000',
  endNs: '1795251600250000000',
  status: 'ok',
  error: null,
  depth: index === 0 ? 0 : 1,
  mark: null,
  facts: {},
  bodySha256: '0',
});
const record = (output: string): AssembledRun => ({
  runId: 'R-8F3A',
  source: 'plain',
  facts: { name: 'policy-answer', input: 'How long?', output, usage: { inputTokens: 12 } },
  derived: { output: 'root step' },
  passages: [{ id: 'p1', content: 'Refunds take 14 days.', documentId: 'policy', page: 3, score: 0.8 }],
  steps: Array.from({ length: 450 }, (_, index) => step(index)),
});

export async function storeCorrectedRun(actor: Actor & { userId: string }): Promise<void> {
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const runId = 'R-8F3A';
    await tx.run.create({
      data: {
        projectId,
        runId,
        source: 'plain',
        phase: 'evaluated',
        receivedAt: at(0),
        lastStepAt: at(0),
        startedAt: at(0),
        revision: 'sha256:two',
        evaluatedAt: at(3),
        reviewOutcome: 'corrected',
      },
    });
    await tx.runRevision.create({
      data: { projectId, runId, revision: 'sha256:one', seq: 1, record: record('Refunds take 30 days.') as object, createdAt: at(1) },
    });
    await tx.runRevision.create({
      data: { projectId, runId, revision: 'sha256:two', seq: 2, record: record('Refunds take 41 days.') as object, createdAt: at(2) },
    });
    for (const [revision, days] of [
      ['sha256:one', 30],
      ['sha256:two', 41],
    ] as const) {
      await tx.claim.create({
        data: {
          projectId,
          runId,
          revision,
          claimId: 'c1',
          ordinal: 0,
          kind: 'sentence',
          rangeStart: 0,
          rangeEnd: 21,
          text: `Refunds take ${days} days.`,
          state: 'missing',
          anchors: [],
        },
      });
      await tx.risk.create({
        data: {
          projectId,
          runId,
          revision,
          score: days / 100,
          terms: [{ name: '1 number not in any source', contribution: 0.31 }],
          modelVersion: 'base-1',
        },
      });
    }
    const eventId = newId();
    const common = { projectId, runId, actorId: actor.userId, actorName: 'Mara', revision: 'sha256:two', decisionId: eventId };
    const target = { kind: 'range', range: [13, 15] };
    await tx.reviewEvent.create({
      data: {
        ...common,
        eventId: newId(),
        seq: 1,
        verb: 'correct',
        claimId: 'c1',
        at: at(5),
        before: '41',
        after: '14',
        reasonCode: 'number_wrong',
        body: { verdict: { value: 'wrong' }, claim: null, target, change: 'set', evidence: null, shown: [] },
      },
    });
    await tx.reviewEvent.create({
      data: {
        ...common,
        eventId,
        seq: 2,
        verb: 'submit',
        at: at(5),
        trailIndex: 7n,
        body: {
          outcome: 'corrected',
          nothing_correct: false,
          acknowledged_unseen: [],
          verdicts: 1,
          omissions: 0,
          review_step_id: 'x',
          amends: null,
        },
      },
    });
    await tx.run.create({
      data: {
        projectId,
        runId: 'pending',
        source: 'plain',
        phase: 'receiving',
        receivedAt: at(0),
        lastStepAt: at(0),
        startedAt: at(0),
        declared: { name: 'pending' },
      },
    });
    await tx.step.create({
      data: {
        projectId,
        runId: 'pending',
        stepId: 'root',
        kind: 'CHAIN',
        name: 'chain',
        status: 'running',
        contentHash: new Uint8Array(32),
        receivedAt: at(0),
        startNs: 1795251600000000000n,
      },
    });
    await tx.stepIo.create({
      data: {
        projectId,
        runId: 'pending',
        stepId: 'root',
        input: { question: 'When?' },
        output: 'Soon.',
        events: [{ name: 'log', timeNs: '1795251600000000001', attributes: { a: 1 } }],
      },
    });
  });
}
