// Names of places that several rule groups give.
import type { Finding } from '@/lib/domain/evidence';
import type { AssembledStep } from '@/lib/domain/run/run';
import type { EvidenceLink } from './explanation';

export function stepLink({ stepId, name }: Pick<AssembledStep, 'stepId' | 'name'>): EvidenceLink {
  return { kind: 'step', stepId, name };
}

/** `policy-2024 page 3`, or words for a place that has no document. */
export function placeOf({ anchors: [anchor] }: Finding): string {
  if (!anchor?.documentId) return anchor?.passageOrdinal == null ? 'the source' : `passage ${anchor.passageOrdinal + 1}`;
  return `${anchor.documentId}${anchor.page === null ? '' : ` page ${anchor.page}`}`;
}
