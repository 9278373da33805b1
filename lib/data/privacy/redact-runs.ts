// Privacy at the door: what the project's rules take out is gone from runs and scores before anything of them is stored.
import 'server-only';
import type { CanonicalRun, CanonicalStep } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { ExpectedError, unavailable } from '@/lib/errors';
import { redactRun } from '@/lib/privacy/redact-run';
import { redactScore } from '@/lib/privacy/redact-score';
import type { Redactor, TakenValue } from '@/lib/privacy/redactor';
import { NO_SUBJECT } from '@/lib/privacy/subject';
import { isPassingFault, refusalText, type RejectedRun } from '@/lib/data/ingest/ingest-refusal';
import { projectRedactor } from './redactor';
import { type RunOfUser, subjectsOfRuns } from './subjects-of-runs';
import { storeInVault } from './vault';

export interface Redaction {
  /** The runs as they may be stored, the same list when no rule is on; what cannot be looked through is added to `rejected`. */
  redact(runs: readonly CanonicalRun[], rejected: RejectedRun[]): readonly CanonicalRun[];
  /** Tokens are in the vault when it resolves: before anything is stored, so that none is ever shown that cannot be revealed. */
  end(): Promise<void>;
}

/** The project's rules over one batch, run by run. Throws `unavailable` when they cannot be read: nothing is stored by guess. */
export async function startRedaction(projectId: string): Promise<Redaction> {
  const redactor = await orUnavailable(() => projectRedactor(projectId));
  if (!redactor) return { redact: (runs) => runs, end: () => Promise.resolve() };
  const users: RunOfUser[] = [];
  const taken: { value: TakenValue; of: number }[] = [];
  return {
    redact: (runs, rejected) =>
      runs.flatMap((run) => {
        const safe = redactOrReject(run, redactor, rejected);
        // Each knows whose values it brought; what was taken out of one that is refused is nowhere.
        if (safe) {
          for (const value of redactor.taken.values()) taken.push({ value, of: users.length });
          users.push({ runId: safe.runId, userId: safe.facts.userId });
        }
        redactor.taken.clear();
        return safe ?? [];
      }),
    end: async () => {
      if (taken.length === 0) return;
      await orUnavailable(async () => {
        const subjects = await subjectsOfRuns(projectId, users);
        await storeInVault(
          projectId,
          taken.map(({ value, of }) => ({ ...value, subject: subjects[of] ?? NO_SUBJECT })),
        );
      });
    },
  };
}

/** The same for scores: names of sessions and runs become what they became in the runs. */
export async function redactScores(projectId: string, scores: readonly CanonicalScore[]): Promise<readonly CanonicalScore[]> {
  if (scores.length === 0) return scores;
  return orUnavailable(async () => {
    const redactor = await projectRedactor(projectId);
    if (!redactor) return scores;
    const safe = scores.map((score) => redactScore(score, redactor));
    await storeInVault(projectId, redactor.taken.values());
    return safe;
  });
}

/** What nests too deep to be looked through is refused: a whole run as one, otherwise its step alone. */
function redactOrReject(run: CanonicalRun, redactor: Redactor, rejected: RejectedRun[]): CanonicalRun | null {
  try {
    return redactRun(run, redactor);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const refuse = (step?: CanonicalStep) => {
      const stepId = step === undefined ? {} : { stepId: step.stepId };
      rejected.push({ runId: run.runId, ...stepId, code: 'not_storable', detail: refusalText(error), path: '' });
      return null;
    };
    if (run.isWhole || run.steps.length === 0) return refuse();
    if (run.steps.length === 1) return refuse(run.steps[0]);
    const steps = run.steps.flatMap((step) => redactOrReject({ ...run, steps: [step] }, redactor, rejected)?.steps ?? []);
    return steps.length === 0 ? null : { ...redactRun({ ...run, steps: [] }, redactor), steps };
  }
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ExpectedError || !isPassingFault(error)) throw error;
    throw unavailable('database_unavailable', 'The database cannot take it now. Nothing was stored; send it again in a few seconds.');
  }
}
