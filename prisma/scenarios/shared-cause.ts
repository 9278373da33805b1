// Runs that share a passage, a document version, a route and a prompt, written row by row: what follows needs no worker.
import { withProject } from '@/lib/data/database';
import { writeRunCauses } from '@/lib/data/checking/run-causes';
import { newId } from '@/lib/domain/new-id';

export interface SharedRun {
  runId: string;
  startedAt?: Date;
  route?: string | null;
  promptVersion?: string | null;
  systemFingerprint?: string | null;
  /** Texts of passages; each is of document `policy`, version 2, page 3 unless it says otherwise. */
  passages?: (string | { content: string; documentId: string | null; version: number | null; page: number | null })[];
  errors?: { kind: string; name: string; error: string }[];
  risk?: number;
  outcome?: string | null;
  codes?: string[];
  isChecked?: boolean;
}

export async function createSharedRuns(projectId: string, runs: readonly SharedRun[]): Promise<void> {
  const now = new Date(Date.now() - 3_600_000);
  await withProject(projectId, async (tx) => {
    await tx.run.createMany({
      data: runs.map((run) => ({
        projectId,
        runId: run.runId,
        source: 'plain',
        phase: run.isChecked === false ? 'settled' : 'evaluated',
        isWhole: true,
        isRootEnded: true,
        receivedAt: run.startedAt ?? now,
        lastStepAt: run.startedAt ?? now,
        startedAt: run.startedAt ?? now,
        revision: run.isChecked === false ? null : revisionOf(run.runId),
        evaluatedAt: run.isChecked === false ? null : now,
        name: 'answer',
        route: run.route === undefined ? 'refund' : run.route,
        promptId: 'answer',
        promptVersion: run.promptVersion === undefined ? '7' : run.promptVersion,
        systemFingerprint: run.systemFingerprint ?? null,
        modelName: 'rules-1',
        tags: [],
        documentIds: [],
        codes: run.codes ?? [],
        risk: run.risk ?? 0.1,
        reviewOutcome: run.outcome ?? null,
        inputPreview: `Question of ${run.runId}`,
      })),
    });
    await tx.passage.createMany({
      data: runs.flatMap((run) =>
        (run.passages ?? []).map((passage, ordinal) => ({
          projectId,
          runId: run.runId,
          revision: revisionOf(run.runId),
          ordinal,
          passageId: `p${ordinal}`,
          isUsed: ordinal === 0,
          ...(typeof passage === 'string' ? { content: passage, documentId: 'policy', version: 2, page: 3 } : passage),
        })),
      ),
    });
    await tx.step.createMany({
      data: runs.flatMap((run) =>
        (run.errors ?? []).map((step) => ({
          projectId,
          runId: run.runId,
          stepId: newId(),
          status: 'error',
          contentHash: new Uint8Array(1),
          receivedAt: now,
          ...step,
        })),
      ),
    });
    await writeRunCauses(
      tx,
      projectId,
      runs.map(({ runId }) => runId),
    );
  });
}

function revisionOf(runId: string): string {
  return `sha256:${Buffer.from(runId).toString('hex').padEnd(64, '0').slice(0, 64)}`;
}
