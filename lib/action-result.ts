// How a server action answers: expected failures come back as values that a form can show, everything else is logged under an id.
import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { ZodError } from 'zod';
import { invalidFromZod } from './api/problem';
import { type ErrorKind, ExpectedError, type FieldProblem } from './errors';
import { log } from './log';

export interface ActionFailure {
  ok: false;
  kind: ErrorKind | 'unexpected';
  code: string;
  /** One sentence that says what to do. */
  message: string;
  problems: FieldProblem[];
  extra: Record<string, unknown>;
}
export type ActionResult<T> = { ok: true; value: T } | ActionFailure;

/** Runs the body of an action. Redirects and not-found answers of Next pass through. */
export async function answerAction<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await body() };
  } catch (error) {
    unstable_rethrow(error);
    const expected = error instanceof ZodError ? invalidFromZod(error) : error;
    if (expected instanceof ExpectedError) {
      const { kind, code, message, problems, extra } = expected;
      return { ok: false, kind, code, message, problems, extra };
    }
    const errorId = crypto.randomUUID();
    log.error({ err: error, errorId }, 'server action failed');
    return {
      ok: false,
      kind: 'unexpected',
      code: 'unexpected',
      message: `Something went wrong on our side; nothing was changed. Try again, or give support this id: ${errorId}.`,
      problems: [],
      extra: { error_id: errorId },
    };
  }
}
