// How long to wait before something is sent again.

const FIRST_MS = 2000;
const LONGEST_MS = 60 * 60 * 1000;
/** A receiver that asks for more than a day is asked again after one. */
const LONGEST_ASKED_MS = 24 * 60 * 60 * 1000;

/**
 * Doubles with each failure up to an hour, spread over the upper half so that many senders do not come back together ("equal
 * jitter"). `failures` counts from 1; `random` is in [0, 1). What the receiver asked for is never undercut, and spread by a tenth.
 */
export function backoffMs(failures: number, retryAfterMs: number | null, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, failures - 1)));
  const own = ceiling / 2 + (ceiling / 2) * random;
  if (retryAfterMs === null) return Math.round(own);
  const asked = Math.min(LONGEST_ASKED_MS, retryAfterMs);
  return Math.round(Math.max(asked, Math.min(own, asked)) + asked * 0.1 * random);
}

/** `Retry-After` (RFC 9110 §10.2.3): seconds or an HTTP date. Null when absent, unreadable or past. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  const at = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) || at <= nowMs ? null : at - nowMs;
}
