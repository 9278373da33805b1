// Which source a failure lies in: the document or passage that the evidence in question stands in, by a name that recurs.
import { parseDocumentRef } from '@/lib/domain/document-ref';
import type { Finding } from '@/lib/domain/evidence';
import type { AssembledRun } from '@/lib/domain/run/run';
import { nameTemplate } from './error-template';

type Sources = Pick<AssembledRun, 'facts' | 'passages'>;

/**
 * Of several sources the one that most findings point at, then the first by name; null when none is named. A document that was
 * handed in with the run is another one each time, so it counts by the kind of its id (`invoice-<n>`), a retrieved one by itself.
 */
export function sourceConcerned(run: Sources, findings: readonly Pick<Finding, 'anchors'>[]): string | null {
  const handedIn = handedInDocuments(run);
  const counts = new Map<string, number>();
  for (const { anchors } of findings) {
    const named = new Set(
      anchors.flatMap(({ documentId, passageOrdinal }) => {
        if (documentId !== null) return [handedIn.has(documentId) ? `document ${nameTemplate(documentId)}` : `document ${documentId}`];
        const passage = passageOrdinal === null ? undefined : run.passages[passageOrdinal];
        return passage ? (passageName(passage) ?? []) : [];
      }),
    );
    for (const name of named) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/** What a passage is called in every run that gets it; null when its id is only a place in a list. */
export function passageName({ id, documentId, metadata }: AssembledRun['passages'][number]): string | null {
  if (documentId) return `document ${documentId}`;
  if (metadata?.['kind'] === 'tool') return `tool ${nameTemplate(String(metadata['tool'] ?? ''))}`;
  if (metadata?.['kind'] === 'input') return 'the input';
  return /^\d{0,3}$/u.test(id) ? null : `passage ${id}`;
}

function handedInDocuments({ facts, passages }: Sources): Set<string> {
  const retrieved = new Set(
    passages.flatMap(({ documentId, rank, score }) => (documentId && (rank ?? score) !== undefined ? [documentId] : [])),
  );
  const refs = [facts.inputRef, facts.parsedArtifactRef].flatMap((ref) => (ref ? (parseDocumentRef(ref) ?? []) : []));
  return new Set(refs.map(({ documentId }) => documentId).filter((documentId) => !retrieved.has(documentId)));
}
