// What the door and its threads say to each other, and errors in a form that can be sent.
import type { QuotaAsked } from '@/lib/data/ingest/ingest-quota';
import type { Actor } from '@/lib/domain/policy';
import { type ErrorKind, ExpectedError } from '@/lib/errors';
import type { SurfaceAnswer } from '@/lib/sources/source';
import type { OtlpEncoding } from './otlp-answer';
import type { TakenOtlp } from './take-otlp';

export type ToThread =
  | { what: 'batch'; id: number; actor: Actor; signal: 'traces' | 'logs'; encoding: OtlpEncoding; body: Uint8Array }
  | { what: 'call'; id: number; call: ToldCall }
  | { what: 'quota'; id: number; failure: Failure | null }
  | { what: 'stop' };

/** A call of a surface: the thread finds the surface as the door did. */
export interface ToldCall {
  actor: Actor;
  method: string;
  url: string;
  headers: [string, string][];
  body: Uint8Array;
}

export type FromThread =
  | { what: 'taken'; id: number; count: number; details: string[]; waiting: number; use: TakenOtlp['use'] }
  | { what: 'answered'; id: number; answer: SurfaceAnswer; waiting: number }
  | { what: 'failed'; id: number; failure: Failure }
  | { what: 'quota'; id: number; question: QuotaAsked }
  | { what: 'charge'; question: QuotaAsked };

/** `expected` is null for a defect. */
export interface Failure {
  message: string;
  stack: string;
  expected: { kind: ErrorKind; code: string; status: number; extra: Record<string, unknown> } | null;
}

export function toldFailure(error: unknown): Failure {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  if (!(error instanceof ExpectedError)) return { message, stack, expected: null };
  const { kind, code, status, extra } = error;
  return { message, stack, expected: { kind, code, status, extra } };
}

export function toldError({ message, stack, expected }: Failure): Error {
  if (expected) return new ExpectedError(expected.kind, expected.code, message, { status: expected.status, extra: expected.extra });
  return Object.assign(new Error(message), { stack });
}
