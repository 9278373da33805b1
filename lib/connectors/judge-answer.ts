// What an answer means for a delivery: taken, to be tried again, or refused for good.
import { retryAfterMs } from '@/lib/domain/delivery-backoff';
import type { HttpAnswer, HttpCall } from './connector';

export type CallVerdict =
  | { state: 'taken' }
  /** `isOfConnector`: the receiver as a whole does not take anything now, so nothing else is tried meanwhile. */
  | { state: 'again'; problem: string; retryAfterMs: number | null; isOfConnector: boolean; maxAttempts: number }
  | { state: 'refused'; problem: string };

/** Passing faults, and those that somebody has to put right, are tried until they pass: no decision is lost to them. */
const FOR_EVER = Number.POSITIVE_INFINITY;
/** An error of the receiver that this one request may cause: about a day. */
const SERVER_ERROR_ATTEMPTS = 30;
/** The address may be wrong, or what is judged has not arrived there yet: about two hours. */
const NOT_FOUND_ATTEMPTS = 12;
const EXCERPT_CHARS = 300;

export function judgeAnswer(call: Pick<HttpCall, 'what'>, answer: HttpAnswer, nowMs: number): CallVerdict {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return { state: 'taken' };
  const said = excerpt(answer.body);
  const heard = said === '' ? '' : ` It says: ${said}`;
  const asked = retryAfterMs(headers['retry-after'], nowMs);
  const again = (problem: string, isOfConnector: boolean, maxAttempts: number): CallVerdict => ({
    state: 'again',
    problem: `${capital(call.what)}: ${problem}${heard}`,
    retryAfterMs: asked,
    isOfConnector,
    maxAttempts,
  });
  if (status >= 300 && status < 400) {
    const where = headers['location'] === undefined ? '' : ` to ${headers['location'].slice(0, 200)}`;
    return again(`the receiver redirects (${status})${where}. Redirects are not followed: enter the final address.`, true, FOR_EVER);
  }
  if (status === 401 || status === 403 || status === 407) {
    return again(`the receiver refuses the credential (${status}). Enter a valid one.`, true, FOR_EVER);
  }
  if (status === 429) return again('the receiver asks to slow down (429).', true, FOR_EVER);
  if ([408, 425, 502, 503, 504].includes(status)) return again(`the receiver is not available now (${status}).`, true, FOR_EVER);
  if (status === 404 || status === 405 || status === 410) {
    return again(`not found (${status}). Check the address; or what was reviewed has not arrived there.`, false, NOT_FOUND_ATTEMPTS);
  }
  if (status >= 500) return again(`the receiver failed (${status}).`, true, SERVER_ERROR_ATTEMPTS);
  return { state: 'refused', problem: `${capital(call.what)}: the receiver refuses it (${status}).${heard}` };
}

/** One line of what the receiver said, without control characters. */
export function excerpt(body: Buffer): string {
  const text = body
    .toString('utf8')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return text.length > EXCERPT_CHARS ? `${text.slice(0, EXCERPT_CHARS)}…` : text;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
