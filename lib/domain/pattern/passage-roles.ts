// What claims made of the passages of a run besides standing on them: contradicted by one, or in conflict with another source.
import type { AnchoredClaim, Anchor, Finding } from '@/lib/domain/evidence';
import type { AssembledRun } from '@/lib/domain/run/run';

const CONTRADICTING = new Set(['evidence_contradicted', 'record_contradicted', 'absence_contradicted']);
const CONFLICTING = new Set(['source_conflict', 'source_superseded']);

export interface PassageRoles {
  /** Positions in `run.passages`. */
  contradicted: ReadonlySet<number>;
  conflicting: ReadonlySet<number>;
}

export function passageRoles(
  passages: AssembledRun['passages'],
  claims: readonly Pick<AnchoredClaim, 'state' | 'anchors'>[],
  findings: readonly Pick<Finding, 'code' | 'anchors'>[],
): PassageRoles {
  const [contradicted, conflicting] = [new Set<number>(), new Set<number>()];
  const add = (to: Set<number>, anchors: readonly Anchor[]) => {
    for (const anchor of anchors) for (const ordinal of passagesOf(passages, anchor)) to.add(ordinal);
  };
  for (const { state, anchors } of claims) if (state === 'contradicted') add(contradicted, anchors);
  for (const { code, anchors } of findings) {
    if (CONTRADICTING.has(code)) add(contradicted, anchors);
    if (CONFLICTING.has(code)) add(conflicting, anchors);
  }
  return { contradicted, conflicting };
}

/** A place in a document lies in the passages of that document that hold the quote, on that page where pages are known. */
function passagesOf(passages: AssembledRun['passages'], { passageOrdinal, documentId, page, quote }: Anchor): number[] {
  if (passageOrdinal !== null) return [passageOrdinal];
  if (documentId === null || quote === '') return [];
  return passages.flatMap((passage, ordinal) => {
    const isOfPage = passage.documentId === documentId && (passage.page === undefined || page === null || passage.page === page);
    return isOfPage && passage.content.includes(quote) ? [ordinal] : [];
  });
}
