// Has the sentences of one run judged by the project's verifier: what is known is taken from before, the rest is asked within a time.
// Whatever goes wrong, the answer is one to go on with.
import type { ReadClaims } from '@/lib/checks/read-claims';
import { readAddressPolicy } from '@/lib/connectors/address-policy';
import { createSender } from '@/lib/connectors/send-call';
import { awayReason, type Begun, beginAsking, endAsking } from '@/lib/data/checking/verifier-asking';
import { openVerifierSecret, type ReadyVerifier } from '@/lib/data/checking/verifier-row';
import type { VerifiedClaims } from '@/lib/domain/verifier/verified-claims';
import { type ClaimPair, verifierPairs } from '@/lib/domain/verifier/verifier-pairs';
import { env } from '@/lib/env';
import { ExpectedError } from '@/lib/errors';
import { log } from '@/lib/log';
import { count, recordDuration } from '@/lib/telemetry';
import { type Asked, askVerifier } from '@/lib/verifier/ask-verifier';
import { VERIFIER_CONTRACTS } from '@/lib/verifier/contracts';
import { jobError } from './job-error';

export interface VerifiedRun {
  verified: VerifiedClaims;
  /** When to ask again about what was not judged; null when there is nothing more to ask. */
  retryAt: Date | null;
  /** Whether nothing else would be answered now either. */
  isStopped: boolean;
}

/** After a fault of our own. */
const LATER_MS = 60_000;

/** Takes about `limitMs` at most, and as long as one time-out of the verifier where `limitMs` is null. */
export async function verifyClaims(verifier: ReadyVerifier, read: ReadClaims, limitMs: number | null = null): Promise<VerifiedRun> {
  const { settings, projectId } = verifier;
  const contract = VERIFIER_CONTRACTS[settings.kind];
  const claims = read.readings.map(({ claim }) => claim);
  const pairs = verifierPairs({ claims, sources: read.space.sources, question: read.space.question }, settings, contract.version);
  if (pairs.length === 0)
    return { verified: { scores: new Map(), weight: settings.weight, missing: null }, retryAt: null, isStopped: false };
  const byKey = new Map(pairs.slice(0, settings.max_pairs_per_run).map((pair) => [pair.key, pair]));
  const startedAt = performance.now();
  try {
    const begun = await beginAsking(verifier, [...byKey.keys()]);
    const asking = [...byKey.values()].filter(({ key }) => !begun.known.has(key)).slice(0, begun.granted);
    const asked = asking.length === 0 ? null : await ask(verifier, begun, asking, Date.now() + (limitMs ?? settings.timeout_ms));
    const keys = asking.map(({ key }) => key);
    const retryAt = asked && (await endAsking(verifier, begun, keys, asked));
    const known = new Map(begun.known);
    asked?.scores.forEach((score, index) => {
      if (score) known.set(keys[index] ?? '', score.support);
    });
    if (asked) countAsked(settings.kind, asked, performance.now() - startedAt);
    return outcomeOf(verifier, pairs, known, { begun, asked, retryAt });
  } catch (error) {
    log.error({ projectId, error: jobError(error) }, 'a verifier could not be asked; the run is checked without it');
    const missing = { claims: pairs.length, of: pairs.length, reason: 'it could not be asked' };
    return {
      verified: { scores: new Map(), weight: settings.weight, missing },
      retryAt: new Date(Date.now() + LATER_MS),
      isStopped: true,
    };
  }
}

async function ask(verifier: ReadyVerifier, begun: Begun, pairs: readonly ClaimPair[], endAtMs: number): Promise<Asked> {
  const { settings, projectId } = verifier;
  let secret: string;
  try {
    secret = openVerifierSecret(verifier.secret, projectId);
  } catch (error) {
    if (error instanceof ExpectedError) return neverAsked(pairs, error.message);
    throw error;
  }
  const policy = readAddressPolicy(env().COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS);
  const sender = createSender({ policy, timeoutMs: settings.timeout_ms, sockets: settings.concurrency });
  try {
    const contract = VERIFIER_CONTRACTS[settings.kind];
    return await askVerifier(pairs, { contract, settings, secret, sender, endAtMs, isProbe: begun.isProbe });
  } finally {
    sender.close();
  }
}

/** It waits until somebody has put it right. */
function neverAsked(pairs: readonly ClaimPair[], problem: string): Asked {
  const nothing = { model: null, calls: 0, sent: 0, failures: 0, isCut: false, retryAfterMs: null };
  return { ...nothing, scores: pairs.map(() => null), problem, isAway: true };
}

function outcomeOf(
  { settings }: ReadyVerifier,
  pairs: readonly ClaimPair[],
  known: ReadonlyMap<string, number>,
  { begun, asked, retryAt }: { begun: Begun; asked: Asked | null; retryAt: Date | null },
): VerifiedRun {
  const scores = new Map(
    pairs.flatMap(({ claimId, key }): [string, number][] => {
      const support = known.get(key);
      return support === undefined ? [] : [[claimId, support]];
    }),
  );
  const unjudged = pairs.length - scores.size;
  const isAway = asked?.isAway ?? false;
  const wanted = pairs.slice(0, settings.max_pairs_per_run).some(({ key }) => !known.has(key));
  const reason = isAway
    ? awayReason(asked?.problem ?? null)
    : (begun.refusal?.reason ??
      (wanted
        ? (asked?.problem?.replace(/\.$/u, '') ?? 'there was no time for more')
        : `it is asked about ${settings.max_pairs_per_run} of a run at most`));
  const missing = unjudged === 0 ? null : { claims: unjudged, of: pairs.length, reason };
  return {
    verified: { scores, weight: settings.weight, missing },
    retryAt: wanted ? (retryAt ?? begun.refusal?.retryAt ?? new Date(Date.now() + LATER_MS)) : null,
    isStopped: isAway || begun.refusal !== null,
  };
}

function countAsked(kind: string, asked: Asked, durationMs: number): void {
  const judged = asked.scores.filter((score) => score !== null).length;
  count('countersign.verifier.pairs', judged, { kind, outcome: 'judged' });
  count('countersign.verifier.pairs', asked.scores.length - judged, { kind, outcome: 'not_judged' });
  recordDuration('countersign.verifier.duration', durationMs, { kind });
}
