// What a connector is: how decisions are turned into HTTP calls for one kind of receiver. One file each, one registry line.
import type { z } from 'zod';
import type { SecretField, SettingField } from '@/lib/domain/connector-view';
import type { DeliveredDecision } from '@/lib/domain/delivered-decision';

/** One request. Its content follows from the decision alone, so that a repeated call can be recognised by the receiver. */
export interface HttpCall {
  /** What it is, for people: "score human_review". */
  what: string;
  method: 'GET' | 'POST';
  url: string;
  headers: { [name: string]: string };
  body: string | Uint8Array | null;
}

export interface HttpAnswer {
  status: number;
  headers: { [name: string]: string | undefined };
  /** At most the first 64 KB. */
  body: Buffer;
}

/** The calls of one decision in order, or why this decision means nothing to the receiver. */
export type DeliveryPlan = { calls: HttpCall[] } | { notApplicable: string };

export interface Connector<S = unknown> {
  kind: string;
  title: string;
  /** One sentence: what arrives there. */
  about: string;
  fields: readonly SettingField[];
  secret: SecretField;
  /** Strict; the names are those of `fields`. */
  settings: z.ZodType<S>;
  /** A sentence when the secret cannot be one of this kind, otherwise null. */
  secretProblem?(secret: string): string | null;
  plan(decision: DeliveredDecision, settings: S, secret: string): DeliveryPlan;
  /** What the test button sends: harmless, and refused when address or credential are wrong. */
  test(settings: S, secret: string, now: Date): HttpCall[];
  /** A refusal that hides in a good answer, in one sentence; or null. */
  hiddenRefusal?(call: HttpCall, answer: HttpAnswer, settings: S): string | null;
  /** Statuses beyond 2xx that mean "already here". */
  knownStatuses?: readonly number[];
}
