// What a contract with a verifier is: how pairs become one HTTP request, and what its answer means.
import type { HttpCall } from '@/lib/connectors/connector';
import type { VerifierKind, VerifierSettings } from '@/lib/domain/verifier/verifier-settings';
import type { VerifierPair } from '@/lib/domain/verifier/verifier-pairs';

/** What a verifier said about one pair. */
export interface PairScore {
  /** In [0, 1]: 1 is borne out by the evidence. */
  support: number;
  /** One line of plain text; null when it gave none. */
  detail: string | null;
}

export interface ReadAnswer {
  /** In the order of the pairs; null for one without a usable score. */
  scores: (PairScore | null)[];
  model: string | null;
  /** Why scores are missing, in one sentence; null when none is. */
  problem: string | null;
  /** Whether it had the form of an answer at all; a page of a proxy has not. */
  isReadable: boolean;
}

export interface RequestOptions {
  /** Random for each request: nobody can know it who wrote a claim. */
  nonce: string;
  /** False once the receiver has refused to be given the shape of its answer. */
  hasSchema: boolean;
}

export interface VerifierContract {
  kind: VerifierKind;
  /** Part of the key of a score: changes with everything that may change an answer. */
  version: string;
  request(pairs: readonly VerifierPair[], settings: VerifierSettings, secret: string, options: RequestOptions): HttpCall;
  read(body: Buffer, pairs: readonly VerifierPair[]): ReadAnswer;
}

/** An id that says nothing about the run and holds for one request only. */
export const pairId = (index: number): string => String(index + 1);

export function jsonHeaders(secret: string): { [name: string]: string } {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(secret === '' ? {} : { authorization: `Bearer ${secret}` }),
  };
}

/** No answer is kept beyond this by the sender. */
export const LONGEST_ANSWER_BYTES = 64 * 1024;

/** Why a body could not be read at all. */
export function unreadable(body: Buffer, pairs: readonly VerifierPair[], model: string | null = null): ReadAnswer {
  const text = body.toString('utf8').trimStart();
  const problem =
    body.length >= LONGEST_ANSWER_BYTES
      ? 'The answer is longer than 64 KB, which is more than is read. Ask for fewer pairs in one request.'
      : body.length === 0
        ? 'The answer is empty.'
        : text.startsWith('<')
          ? 'The answer is a web page and not JSON. Check the address.'
          : 'The answer is not the JSON that was asked for.';
  return { scores: pairs.map(() => null), model, problem, isReadable: false };
}
