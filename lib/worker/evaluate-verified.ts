// Checks a loaded run, with the word of the project's verifier where there is one. The claims are read once for both.
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { type BoundedEvaluation, evaluateWithin } from '@/lib/checks/evaluate-within';
import { type ReadClaims, readClaims } from '@/lib/checks/read-claims';
import { withinTime } from '@/lib/checks/within-time';
import type { LoadedEvaluation } from '@/lib/data/checking/load-evaluation';
import type { ReadyVerifier } from '@/lib/data/checking/verifier-row';
import { recordDuration } from '@/lib/telemetry';
import { type VerifiedRun, verifyClaims } from './verify-claims';

/** A long filing takes a few seconds. Beyond this something is wrong, and nobody else's run is checked meanwhile. */
const CHECKING_MS = 120_000;

export interface VerifiedEvaluation extends BoundedEvaluation {
  /** Null without a verifier, and where the claims could not be read. */
  verifiedRun: VerifiedRun | null;
}

/** `limitMs`: how long the verifier may take for all of the run; its time-out when null. */
export async function evaluateVerified(
  loaded: LoadedEvaluation,
  verifier: ReadyVerifier | null,
  limitMs: number | null = null,
): Promise<VerifiedEvaluation> {
  const clock = stopwatch();
  try {
    return await evaluate(loaded, verifier, limitMs, clock);
  } finally {
    recordDuration('countersign.evaluation.duration', clock.totalMs());
  }
}

async function evaluate(
  loaded: LoadedEvaluation,
  verifier: ReadyVerifier | null,
  limitMs: number | null,
  clock: Stopwatch,
): Promise<VerifiedEvaluation> {
  if (!verifier) return { ...evaluateWithin(CHECKING_MS, loaded), verifiedRun: null };
  let read: ReadClaims;
  try {
    read = withinTime(CHECKING_MS, () => readClaims(loaded));
  } catch (failure) {
    const failed = evaluateWithin(CHECKING_MS, loaded, () => {
      throw failure;
    });
    return { ...failed, verifiedRun: null };
  }
  clock.pause();
  const verifiedRun = await verifyClaims(verifier, read, limitMs);
  clock.goOn();
  const input = { ...loaded, verified: verifiedRun.verified };
  return { ...evaluateWithin(CHECKING_MS, input, () => evaluateRun(input, read)), verifiedRun };
}

type Stopwatch = ReturnType<typeof stopwatch>;
/** Checking is measured without the time in which somebody else's server is waited for. */
function stopwatch() {
  let total = 0;
  let startedAt = performance.now();
  return {
    pause: () => {
      total += performance.now() - startedAt;
    },
    goOn: () => {
      startedAt = performance.now();
    },
    totalMs: () => total + performance.now() - startedAt,
  };
}
