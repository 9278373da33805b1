// The documents a run names anywhere: its passages, its citations, its references.
import { parseDocumentRef } from '@/lib/domain/document-ref';
import type { AssembledRun } from './run';

export interface NamedDocument {
  documentId: string;
  version?: number;
}

/** In order of first mention, each id and version once. */
export function documentsOf({ facts, passages }: Pick<AssembledRun, 'facts' | 'passages'>): NamedDocument[] {
  const refs = [facts.inputRef, facts.parsedArtifactRef, ...(facts.contextRefs ?? [])].flatMap((ref) =>
    ref ? (parseDocumentRef(ref) ?? []) : [],
  );
  const named = [...(facts.evidence ?? []), ...passages, ...refs];
  const found = new Map<string, NamedDocument>();
  for (const { documentId, version } of named) {
    if (!documentId) continue;
    found.set(`${documentId}\0${version ?? ''}`, version === undefined ? { documentId } : { documentId, version });
  }
  return [...found.values()];
}
