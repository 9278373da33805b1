// What changed between the revision that a reviewer saw and the one that stands now: said with every refusal of a stale decision.
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { jsonChanges } from '@/lib/domain/json-changes';
import type { AssembledRun, Json } from '@/lib/domain/run/run';

export type ComparedClaim = Pick<AnchoredClaim, 'claimId' | 'path' | 'range' | 'text' | 'state'>;

export interface RevisionChange {
  /** Names of facts that differ, as on the wire. */
  fields: string[];
  claims: { claim_id: string; change: 'added' | 'removed' | 'text' | 'evidence'; was: string | null; is: string | null }[];
}

const MAX_CLAIMS = 50;

export function revisionChange(
  seen: { record: AssembledRun; claims: readonly ComparedClaim[] },
  now: { record: AssembledRun; claims: readonly ComparedClaim[] },
): RevisionChange {
  const facts = jsonChanges(plain(seen.record.facts), plain(now.record.facts)).map(({ path }) => path.split('/')[1] ?? '');
  const hasNewSteps = JSON.stringify(stepHashes(seen.record)) !== JSON.stringify(stepHashes(now.record));
  const hasNewPassages = JSON.stringify(seen.record.passages) !== JSON.stringify(now.record.passages);
  const fields = [...facts.map(wireName), ...(hasNewPassages ? ['context'] : []), ...(hasNewSteps ? ['steps'] : [])];
  return { fields: [...new Set(fields)].sort(), claims: claimChanges(seen.claims, now.claims).slice(0, MAX_CLAIMS) };
}

/** Claims are met by their place: ids are given anew in each revision. */
function claimChanges(seen: readonly ComparedClaim[], now: readonly ComparedClaim[]): RevisionChange['claims'] {
  const before = new Map(seen.map((claim) => [placeOf(claim), claim]));
  const after = new Map(now.map((claim) => [placeOf(claim), claim]));
  const changed = now.flatMap((claim): RevisionChange['claims'] => {
    const was = before.get(placeOf(claim));
    if (!was) return [{ claim_id: claim.claimId, change: 'added', was: null, is: claim.text }];
    if (was.text !== claim.text) return [{ claim_id: claim.claimId, change: 'text', was: was.text, is: claim.text }];
    return was.state === claim.state ? [] : [{ claim_id: claim.claimId, change: 'evidence', was: was.state, is: claim.state }];
  });
  const removed = seen
    .filter((claim) => !after.has(placeOf(claim)))
    .map((claim) => ({ claim_id: claim.claimId, change: 'removed' as const, was: claim.text, is: null }));
  return [...changed, ...removed];
}

/** A field stands at its path. A sentence is met by its words, because an earlier change moves all offsets after it. */
function placeOf({ path, text }: ComparedClaim): string {
  return path === null ? `text ${text}` : `path ${path}`;
}

function stepHashes({ steps }: AssembledRun): string[] {
  return steps.map(({ stepId, status, bodySha256 }) => `${stepId} ${status} ${bodySha256}`);
}

function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function wireName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
