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
import { subjectsOfRuns } from './subjects-of-runs';
import { storeInVault } from './vault';

/**
 * The runs as they may be stored; the same list when no rule is on. Tokens are in the vault when this resolves, so that none is
 * ever shown that cannot be revealed. Throws `unavailable` when the rules cannot be read: nothing is stored by guess.
 */
export async function redactRuns(
  projectId: string,
  runs: readonly CanonicalRun[],
): Promise<{ runs: readonly CanonicalRun[]; rejected: RejectedRun[] }> {
  const rejected: RejectedRun[] = [];
  const redact = (run: CanonicalRun, redactor: Redactor) => redactOrReject(run, redactor, rejected);
  const safe = await redactAll(projectId, runs, redact, (safeRuns) => subjectsOfRuns(projectId, safeRuns));
  return { runs: safe, rejected };
}

/** The same for scores: names of sessions and runs become what they became in the runs. */
export async function redactScores(projectId: string, scores: readonly CanonicalScore[]): Promise<readonly CanonicalScore[]> {
  return redactAll(projectId, scores, redactScore, async (all) => all.map(() => NO_SUBJECT));
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

async function redactAll<T>(
  projectId: string,
  values: readonly T[],
  redact: (value: T, redactor: Redactor) => T | null,
  subjectsOf: (safe: readonly T[]) => Promise<string[]>,
): Promise<readonly T[]> {
  if (values.length === 0) return values;
  try {
    const redactor = await projectRedactor(projectId);
    if (!redactor) return values;
    const safe: T[] = [];
    const taken: { value: TakenValue; of: number }[] = [];
    for (const value of values) {
      const made = redact(value, redactor);
      if (made !== null) safe.push(made);
      // Each knows whose values it brought; what was taken out of one that is refused is nowhere.
      if (made !== null) taken.push(...[...redactor.taken.values()].map((one) => ({ value: one, of: safe.length - 1 })));
      redactor.taken.clear();
    }
    if (taken.length === 0) return safe;
    const subjects = await subjectsOf(safe);
    await storeInVault(
      projectId,
      taken.map(({ value, of }) => ({ ...value, subject: subjects[of] ?? NO_SUBJECT })),
    );
    return safe;
  } catch (error) {
    if (error instanceof ExpectedError || !isPassingFault(error)) throw error;
    throw unavailable('database_unavailable', 'The database cannot take it now. Nothing was stored; send it again in a few seconds.');
  }
}
