// The list that the body of a call is about.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';

/** The list under `field`; a body without one is refused. `what` says what is in it, after "must be a list". */
export function bodyList(body: Json, field: string, what = ''): Json[] {
  const list = isObject(body) ? body[field] : undefined;
  if (Array.isArray(list)) return list;
  throw new ExpectedError('invalid', 'invalid', `/${field} must be a list${what === '' ? '' : ` of ${what}`}.`, {
    status: 400,
    problems: [{ path: `/${field}`, detail: 'must be a list', code: 'invalid_type' }],
  });
}
