// Checks what a caller gave against a schema, with every wrong field in one refusal.
import 'server-only';
import { ZodError } from 'zod';
import { pointerPart } from '@/lib/domain/storable-json';
import { type FieldProblem, invalid } from '@/lib/errors';

/** Runs `read` (a schema's parse) and turns its ZodError into `invalid`. */
export function readInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ZodError)
      throw invalidFields(
        error.issues.map(({ path, message, code }) => ({
          path: path.map((part) => `/${pointerPart(String(part))}`).join(''),
          detail: message,
          code,
        })),
      );
    throw error;
  }
}

/** One refusal that names all of them. */
export function invalidFields(problems: FieldProblem[]) {
  const [first] = problems;
  return invalid(
    first
      ? `${first.path || 'The body'} ${first.detail}${problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''}`
      : 'The request is not valid.',
    problems,
  );
}
