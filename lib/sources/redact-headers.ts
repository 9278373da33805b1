// Request headers that instrumentations copy into attributes: the ones that carry credentials are not stored.
import type { Attributes } from './otlp-span';

const REDACTED = '[redacted]';
/** `http.request.header.authorization`, `ai.request.headers.x-api-key` and the like. */
const SECRET_HEADER = /headers?\.(proxy-)?(authorization|cookie|set-cookie|[\w-]*(api[-_]?key|token|secret|signature|password)[\w-]*)$/i;
/** All headers in one value. */
const ALL_HEADERS = /(^|\.)(request|response)\.headers$/i;

/** The same attributes, with a mark in place of credentials; the very same object when there are none. */
export function redactHeaders(attributes: Attributes): Attributes {
  let redacted: Attributes | undefined;
  for (const key in attributes) {
    if (!key.includes('eader') || !(SECRET_HEADER.test(key) || ALL_HEADERS.test(key))) continue;
    redacted ??= { ...attributes };
    redacted[key] = REDACTED;
  }
  return redacted ?? attributes;
}
