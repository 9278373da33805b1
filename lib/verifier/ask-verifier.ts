// Asks a verifier about the pairs of one run: in batches, some at a time, with few retries, and never beyond the time it is given.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { judgeAnswer } from '@/lib/connectors/judge-answer';
import { hide } from '@/lib/connectors/run-calls';
import type { Sender } from '@/lib/connectors/send-call';
import type { VerifierPair } from '@/lib/domain/verifier/verifier-pairs';
import type { VerifierSettings } from '@/lib/domain/verifier/verifier-settings';
import type { PairScore, VerifierContract } from './contract';

export interface AskOptions {
  contract: VerifierContract;
  settings: VerifierSettings;
  secret: string;
  sender: Sender;
  /** Milliseconds since the epoch. Nothing is waited for beyond it. */
  endAtMs: number;
  /** Whether it was away: one request goes first, and the others only when that was answered. */
  isProbe?: boolean;
  retryMs?: number;
}

export interface Asked {
  /** In the order of the pairs; null where there is none. */
  scores: (PairScore | null)[];
  model: string | null;
  /** Requests that were made, retries among them. */
  calls: number;
  /** Pairs that were sent at least once. */
  sent: number;
  /** Requests that failed for good, and pairs of answered ones without a usable score. */
  failures: number;
  /** What went wrong last, in one sentence without the secret; null when nothing did. */
  problem: string | null;
  /** Whether the verifier as a whole does not answer; then nothing more was asked. */
  isAway: boolean;
  /** Whether the run's time ended it before the verifier had its own: says nothing about the verifier. */
  isCut: boolean;
  /** What it asked to wait. */
  retryAfterMs: number | null;
}

const MAX_ATTEMPTS = 3;
const RETRY_MS = 200;
/** A request that starts with less time than this only costs. */
const SHORTEST_CALL_MS = 50;

export async function askVerifier(pairs: readonly VerifierPair[], options: AskOptions): Promise<Asked> {
  const asked: Asked = {
    scores: pairs.map(() => null),
    model: null,
    calls: 0,
    sent: 0,
    failures: 0,
    problem: null,
    isAway: false,
    isCut: false,
    retryAfterMs: null,
  };
  const { batch_size: size, concurrency } = options.settings;
  const starts = Array.from({ length: Math.ceil(pairs.length / size) }, (_, index) => index * size);
  const work = async () => {
    for (let start = starts.shift(); start !== undefined && !asked.isAway && hasTime(options); start = starts.shift())
      await askBatch(pairs.slice(start, start + size), start, asked, options);
  };
  const first = options.isProbe ? starts.shift() : undefined;
  if (first !== undefined) await askBatch(pairs.slice(first, first + size), first, asked, options);
  await Promise.all(Array.from({ length: concurrency }, work));
  return asked;
}

const hasTime = ({ endAtMs }: AskOptions): boolean => endAtMs - Date.now() >= SHORTEST_CALL_MS;

async function askBatch(pairs: readonly VerifierPair[], start: number, asked: Asked, options: AskOptions): Promise<void> {
  asked.sent += pairs.length;
  for (let attempt = 1; ; attempt++) {
    const answer = await callOnce(pairs, asked, options);
    if (answer.state === 'read') {
      answer.scores.forEach((score, index) => {
        asked.scores[start + index] = score;
      });
      asked.failures += answer.scores.filter((score) => score === null).length;
      asked.model = answer.model ?? asked.model;
      asked.problem = answer.problem ?? asked.problem;
      return;
    }
    const waitMs = Math.max((options.retryMs ?? RETRY_MS) * 2 ** (attempt - 1) * (1 + Math.random() / 2), answer.retryAfterMs ?? 0);
    const canRetry = answer.isPassing && attempt < MAX_ATTEMPTS && Date.now() + waitMs + SHORTEST_CALL_MS < options.endAtMs;
    if (!canRetry || asked.isAway) {
      asked.failures += 1;
      asked.problem = answer.problem;
      asked.isAway ||= answer.isAway;
      asked.retryAfterMs = answer.retryAfterMs ?? asked.retryAfterMs;
      return;
    }
    await sleep(waitMs);
  }
}

type Answer =
  | { state: 'read'; scores: (PairScore | null)[]; model: string | null; problem: string | null }
  | { state: 'failed'; problem: string; isPassing: boolean; isAway: boolean; retryAfterMs: number | null };

/** Receivers that refused to be told the shape of their answer, by address and model. Learnt anew by each process. */
const withoutSchema = new Set<string>();
const MOST_REMEMBERED = 1000;
const FORM_REFUSED = [400, 422];
const receiverOf = ({ settings: { url, model } }: AskOptions): string => `${url} ${model}`;

function remember(receiver: string): void {
  if (withoutSchema.size >= MOST_REMEMBERED) withoutSchema.clear();
  withoutSchema.add(receiver);
}

async function callOnce(
  pairs: readonly VerifierPair[],
  asked: Asked,
  options: AskOptions,
  hasSchema = options.contract.kind === 'judge' && !withoutSchema.has(receiverOf(options)),
): Promise<Answer> {
  const { contract, settings, secret, sender, endAtMs } = options;
  const call = contract.request(pairs, settings, secret, { nonce: randomBytes(8).toString('hex'), hasSchema });
  const limitMs = Math.max(1, Math.min(settings.timeout_ms, endAtMs - Date.now()));
  asked.calls += 1;
  const outcome = await sender.send(call, limitMs);
  if ('failure' in outcome) {
    // Cut short by the end of the run's time, it says nothing about the verifier.
    const isCut = limitMs < settings.timeout_ms / 2 && Date.now() >= endAtMs;
    asked.isCut ||= isCut;
    return { state: 'failed', problem: outcome.failure, isPassing: !outcome.isRefusedAddress, isAway: !isCut, retryAfterMs: null };
  }
  const { answer } = outcome;
  const verdict = judgeAnswer(call, answer, Date.now());
  if (verdict.state === 'taken') {
    const read = contract.read(answer.body, pairs);
    // A page of a proxy, or another kind of server: nothing it says will be a score.
    if (!read.isReadable)
      return { state: 'failed', problem: read.problem ?? 'The answer is no answer.', isPassing: false, isAway: true, retryAfterMs: null };
    // A receiver may repeat what it was sent.
    const scores = read.scores.map((score) => score && { ...score, detail: score.detail && hide(score.detail, secret, call) });
    return { state: 'read', ...read, scores };
  }
  if (hasSchema && FORM_REFUSED.includes(answer.status)) {
    const again = await callOnce(pairs, asked, options, false);
    if (again.state === 'read') remember(receiverOf(options));
    return again;
  }
  const isAway = verdict.state === 'again';
  return {
    state: 'failed',
    problem: hide(verdict.problem, secret, call),
    isPassing: answer.status === 429 || answer.status >= 500,
    isAway,
    retryAfterMs: isAway ? verdict.retryAfterMs : null,
  };
}
