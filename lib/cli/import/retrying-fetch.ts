// HTTP calls that may have to wait: passing faults and rate limits are tried again, as long as the other side asks for.
import { terminalText } from '@/lib/terminal-text';
import { ImportFailure } from './import-source';

export interface Patience {
  /** Tries in all. */
  attempts: number;
  sleep(ms: number): Promise<void>;
  /** Told before each wait. */
  onWait?(ms: number, why: string): void;
}

export const DEFAULT_PATIENCE: Patience = {
  attempts: 10,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

const PASSING = new Set([408, 425, 429, 500, 502, 503, 504, 522, 524, 529]);
const TIMEOUT_MS = 120_000;
const FIRST_WAIT_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;
/** A server that wants a longer pause is better asked again by starting the import again. */
const LONGEST_WAIT_MS = 15 * 60_000;

export interface Answer {
  status: number;
  body: Buffer;
  headers: Headers;
}

/** The first answer that is not a passing fault. Throws an ImportFailure when the tries are used up. Redirects are not followed. */
export async function retryingFetch(url: string, init: RequestInit, patience: Patience = DEFAULT_PATIENCE): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await once(url, init);
    if (!('why' in outcome)) return outcome;
    if (attempt >= patience.attempts)
      throw new ImportFailure(
        `${host(url)} ${outcome.why} after ${attempt} tries. Start the import again later: it goes on where it stopped.`,
      );
    const ms = outcome.waitMs ?? backOffMs(attempt);
    if (ms > LONGEST_WAIT_MS)
      throw new ImportFailure(
        `${host(url)} ${outcome.why} and asks to wait ${Math.ceil(ms / 60_000)} minutes. Start the import again after that: it goes on where it stopped.`,
      );
    patience.onWait?.(ms, outcome.why);
    await patience.sleep(ms);
  }
}

async function once(url: string, init: RequestInit): Promise<Answer | { why: string; waitMs: number | null }> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = Buffer.from(await response.arrayBuffer());
    if (PASSING.has(response.status))
      return { why: `answered ${response.status}`, waitMs: retryAfterMs(response.headers.get('retry-after')) };
    if (response.status >= 300 && response.status < 400)
      throw new ImportFailure(
        `${host(url)} redirects to ${terminalText(response.headers.get('location') ?? 'another address')}. Give that address instead.`,
      );
    return { status: response.status, body, headers: response.headers };
  } catch (error) {
    if (error instanceof ImportFailure) throw error;
    const cause = (error as { cause?: { code?: unknown; message?: unknown } }).cause;
    const code = cause?.code ?? cause?.message ?? (error as Error).name;
    return { why: `could not be reached (${terminalText(String(code))})`, waitMs: null };
  }
}

/** Seconds or an HTTP date; null for anything else. */
export function retryAfterMs(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Doubles, with jitter of ±20 % so that several imports do not knock together. */
function backOffMs(attempt: number): number {
  return Math.min(LONGEST_BACK_OFF_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.8 + Math.random() * 0.4);
}

function host(url: string): string {
  return new URL(url).host;
}
