// When a verifier that fails is left alone (a circuit breaker): after some failures in a row it is not asked for a while, then one
// asks again, and its answer decides.

/** Failures in a row after which it counts as away. */
export const FAILURES_TO_AWAY = 3;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** One that asks for more than a day is asked again after one. */
const LONGEST_ASKED_MS = 24 * 60 * 60_000;

/**
 * How long it is not asked after `failures` in a row, or null to go on asking. Doubles up to ten minutes, spread over the upper half
 * by `random` in [0, 1); what the verifier itself asked for is not undercut.
 */
export function verifierPauseMs(failures: number, askedMs: number | null, random: number): number | null {
  const asked = askedMs === null ? 0 : Math.min(LONGEST_ASKED_MS, askedMs);
  if (failures < FAILURES_TO_AWAY) return asked > 0 ? asked : null;
  const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, failures - FAILURES_TO_AWAY));
  return Math.round(Math.max(asked, ceiling / 2 + (ceiling / 2) * random));
}
