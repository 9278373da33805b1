// Turns what happened into the text of a trail entry: plain facts in clear, personal values as salted commitments only.
import { createHash, randomBytes } from 'node:crypto';
import type { Json } from '@/lib/domain/run/run';
import { canonicalJson } from './canonical-json';
import { leafHash } from './merkle-hash';

/** Entry bundles carry lengths of 16 bits (C2SP tlog-tiles), so a longer entry could not be exported. */
export const MAX_ENTRY_BYTES = 65_535;
const SALT_BYTES = 32;

/** Something that happened and must be provable later. `type` is past tense with its subject: `decision.submitted`. */
export interface TrailRecord {
  type: string;
  at: Date;
  /** User id, key id, or null when the product itself acted. Never a name or an address. */
  actorId: string | null;
  runId?: string | undefined;
  itemId?: string | undefined;
  /** The review event (or other stored event) that this entry stands for. */
  eventId?: string | undefined;
  decisionId?: string | undefined;
  /** For an amendment: the decision that it amends. */
  previousDecisionId?: string | undefined;
  /** Version of the rule or policy that applied. */
  policyVersion?: string | undefined;
  /** In clear and for ever: ids, codes, hashes, counts. No personal data, no text that somebody wrote. */
  facts?: { [key: string]: Json } | undefined;
  /** Values and personal text: the entry holds SHA-256(salt || canonical JSON), the value lives beside it and can be erased. */
  committed?: { [field: string]: Json } | undefined;
}

export interface CommittedValue {
  field: string;
  salt: Buffer;
  /** Canonical JSON: exactly the text that was hashed. */
  text: string;
}

export interface SealedEntry {
  /** RFC 8785 text; its UTF-8 bytes are the leaf. */
  payload: string;
  leafHash: Buffer;
  values: CommittedValue[];
}

/** Throws a RangeError over 65,535 bytes and a TypeError for values that are not JSON. */
export function sealEntry(record: TrailRecord, makeSalt: () => Buffer = () => randomBytes(SALT_BYTES)): SealedEntry {
  const values = Object.entries(record.committed ?? {}).map(([field, value]) => ({ field, salt: makeSalt(), text: canonicalJson(value) }));
  const payload = canonicalJson({
    v: 1,
    type: record.type,
    at: microsecondTime(record.at),
    actor_id: record.actorId,
    ...present('run_id', record.runId),
    ...present('item_id', record.itemId),
    ...present('event_id', record.eventId),
    ...present('decision_id', record.decisionId),
    ...present('previous_decision_id', record.previousDecisionId),
    ...present('policy_version', record.policyVersion),
    facts: record.facts ?? {},
    committed: Object.fromEntries(values.map(({ field, salt, text }) => [field, commitment(salt, text).toString('hex')])),
  });
  const bytes = Buffer.from(payload, 'utf8');
  if (bytes.length > MAX_ENTRY_BYTES) {
    throw new RangeError(
      `The trail entry "${record.type}" has ${bytes.length} bytes; ${MAX_ENTRY_BYTES} is the most. Commit long values instead of stating them.`,
    );
  }
  return { payload, leafHash: leafHash(bytes), values };
}

/** SHA-256(salt || canonical JSON text). Without the salt a guess at the value cannot be confirmed. */
export function commitment(salt: Uint8Array, text: string): Buffer {
  return createHash('sha256').update(salt).update(text, 'utf8').digest();
}

function present(key: string, value: string | undefined): { [key: string]: string } {
  return value === undefined ? {} : { [key]: value };
}

function microsecondTime(at: Date): string {
  return at.toISOString().replace('Z', '000Z');
}
