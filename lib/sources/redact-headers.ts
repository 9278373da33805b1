// Request headers that instrumentations copy into attributes: the ones that carry credentials are not stored.
import type { Attributes } from './otlp-span';

const REDACTED = '[redacted]';
/** `http.request.header.authorization`, `ai.request.headers.x-api-key` and the like. */
const SECRET_HEADER = /headers?\.(proxy-)?(authorization|cookie|set-cookie|[\w-]*(api[-_]?key|token|secret|signature|password)[\w-]*)$/i;
/** All headers in one value. */
const ALL_HEADERS = /(^|\.)(request|response)\.headers$/i;

/** The same attributes, with a mark in place of credentials; the very same object when there are none. */
export function redactHeaders(attributes: Attributes): Attributes {
  const secret = Object.keys(attributes).filter((key) => key.includes('eader') && (SECRET_HEADER.test(key) || ALL_HEADERS.test(key)));
  if (secret.length === 0) return attributes;
  return { ...attributes, ...Object.fromEntries(secret.map((key) => [key, REDACTED])) };
}
