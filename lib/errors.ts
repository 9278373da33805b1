// The five kinds of expected failure and their HTTP status. Everything else that is thrown is a defect.

export const ERROR_STATUS = { not_found: 404, forbidden: 403, conflict: 409, invalid: 422, unavailable: 503 } as const;
export type ErrorKind = keyof typeof ERROR_STATUS;

/** A field that is wrong: `path` as a JSON Pointer into what was sent. */
export interface FieldProblem {
  path: string;
  detail: string;
  code?: string;
}

/**
 * An expected failure. `code` is stable and part of the public contract; `message` is one sentence that says what to do.
 * `status` overrides the kind's own where the contract names another (400, 401, 413, 415, 429).
 */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly status: number;
  readonly problems: FieldProblem[];
  /** Extra members of the problem document, e.g. what changed on a stale revision, or `retry_after` in seconds. */
  readonly extra: Record<string, unknown>;

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    options: { status?: number; problems?: FieldProblem[]; extra?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.status = options.status ?? ERROR_STATUS[kind];
    this.problems = options.problems ?? [];
    this.extra = options.extra ?? {};
  }
}

export const notFound = (what: string) =>
  new ExpectedError('not_found', 'not_found', `There is no such ${what} here, or you may not see it.`);
export const forbidden = (what: string) =>
  new ExpectedError('forbidden', 'forbidden', `Your role may not ${what}. Ask an owner of the project.`);
export const conflict = (code: string, message: string, extra: Record<string, unknown> = {}) =>
  new ExpectedError('conflict', code, message, { extra });
export const invalid = (message: string, problems: FieldProblem[] = []) => new ExpectedError('invalid', 'invalid', message, { problems });
export const unavailable = (code: string, message: string, retryAfterSeconds = 5) =>
  new ExpectedError('unavailable', code, message, { extra: { retry_after: retryAfterSeconds } });
