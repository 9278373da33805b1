// What a form needs to know of a server action's answer.
export type ActionOutcome<T = unknown> =
  | { ok: true; value: T }
  | { ok: false; message: string; problems: { path: string; detail: string }[] };

/** The sentence for one field of a refused form, if it was that field. */
export function fieldProblem(outcome: ActionOutcome | null, path: string): string | null {
  if (!outcome || outcome.ok) return null;
  return outcome.problems.find((problem) => problem.path === path)?.detail ?? null;
}

/** The refusal as a whole, when no field of the form can show it. */
export function formProblem(outcome: ActionOutcome | null, paths: readonly string[]): string | null {
  if (!outcome || outcome.ok) return null;
  return outcome.problems.some(({ path }) => paths.includes(path)) ? null : outcome.message;
}
