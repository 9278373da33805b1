// RFC 9457 problem documents: one shape for every refusal of the public API.
import { ZodError } from 'zod';
import { ExpectedError } from '@/lib/errors';
import type { FieldProblem } from '@/lib/errors';

const PRIVATE_HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

/** The response for an expected failure: `type`, `title`, `status`, `code`, `detail`, and every wrong field at once. */
export function problemResponse(error: ExpectedError): Response {
  const retryAfter = error.extra.retry_after;
  return Response.json(
    {
      type: `about:blank#${error.code}`,
      title: error.kind.replace('_', ' '),
      status: error.status,
      code: error.code,
      detail: error.message,
      ...(error.problems.length ? { errors: error.problems } : {}),
      ...error.extra,
    },
    {
      status: error.status,
      headers: {
        ...PRIVATE_HEADERS,
        'content-type': 'application/problem+json',
        ...(typeof retryAfter === 'number' ? { 'retry-after': String(Math.ceil(retryAfter)) } : {}),
        ...(error.status === 401 ? { 'www-authenticate': 'Bearer realm="countersign"' } : {}),
      },
    },
  );
}

/** A schema failure as an `invalid` error that names every field by JSON Pointer. */
export function invalidFromZod(error: ZodError, status = 422): ExpectedError {
  const problems: FieldProblem[] = error.issues.map((issue) => ({
    path: `/${issue.path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
    detail: issue.message,
    code: issue.code,
  }));
  const first = problems[0];
  const message = first
    ? `${first.path}: ${first.detail}${problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''}`
    : 'The request is not valid.';
  return new ExpectedError('invalid', 'invalid', message, { status, problems });
}
