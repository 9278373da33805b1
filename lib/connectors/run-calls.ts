// Sends the calls of one delivery in order, from where an earlier attempt left off, until one fails or the time is up.
import type { Connector, HttpCall } from './connector';
import { type CallVerdict, judgeAnswer } from './judge-answer';
import type { Sender } from './send-call';

export type CallsResult =
  | { state: 'sent' }
  /** The time is up and nothing failed: go on behind `progress`. */
  | { state: 'unfinished'; progress: number }
  | { state: 'failed'; progress: number; verdict: Exclude<CallVerdict, { state: 'taken' }> };

interface RunCallsOptions {
  connector: Pick<Connector, 'hiddenRefusal' | 'knownStatuses'>;
  settings: unknown;
  /** Never shown: a receiver may repeat what it was sent. */
  secret: string;
  sender: Sender;
  progress: number;
  /** Milliseconds since the epoch. */
  endAtMs: number;
}

export async function runCalls(calls: readonly HttpCall[], options: RunCallsOptions): Promise<CallsResult> {
  for (let progress = Math.min(options.progress, calls.length); progress < calls.length; progress++) {
    const call = calls[progress];
    if (!call) break;
    if (Date.now() >= options.endAtMs) return { state: 'unfinished', progress };
    const verdict = await sendOne(call, options);
    if (verdict.state !== 'taken')
      return { state: 'failed', progress, verdict: { ...verdict, problem: hide(verdict.problem, options.secret, call) } };
  }
  return { state: 'sent' };
}

async function sendOne(call: HttpCall, { connector, settings, sender }: RunCallsOptions): Promise<CallVerdict> {
  const outcome = await sender.send(call);
  if ('failure' in outcome) {
    return {
      state: 'again',
      problem: outcome.failure,
      retryAfterMs: null,
      isOfConnector: true,
      maxAttempts: Number.POSITIVE_INFINITY,
    };
  }
  const { answer } = outcome;
  if (connector.knownStatuses?.includes(answer.status)) return { state: 'taken' };
  const verdict = judgeAnswer(call, answer, Date.now());
  const hidden = verdict.state === 'taken' ? (connector.hiddenRefusal?.(call, answer, settings) ?? null) : null;
  return hidden === null ? verdict : { state: 'refused', problem: hidden };
}

/** Takes the secret out, each word of it that is long enough to be one, and what was made of it for the headers of the call. */
export function hide(text: string, secret: string, { headers }: Pick<HttpCall, 'headers'>): string {
  const sent = Object.entries(headers).flatMap(([name, value]) => (name.toLowerCase() === 'content-type' ? [] : value.split(/\s+/)));
  const words = [secret, ...secret.split(/[\s:=]+/), ...sent].filter((word) => word.length >= 8);
  return words.sort((a, b) => b.length - a.length).reduce((shown, word) => shown.replaceAll(word, '•••'), text);
}
