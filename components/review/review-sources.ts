// The sources of an item as tabs: its documents, those with evidence first, and passages that came without a stored document.
import type { DocumentSource } from '@/components/document/document-source';
import type { Anchor } from '@/lib/domain/evidence';
import type { AssembledRun } from '@/lib/domain/run/run';
import type { ReviewClaim } from './claim-places';

export type ReviewSource = { key: string; title: string } & (
  | { kind: 'document'; document: DocumentSource }
  | { kind: 'passage'; ordinal: number; text: string }
);

/** Documents in the order of the claims that stand in them, then passages that no document stands behind, by their order. */
export function sourcesOf(
  documents: readonly DocumentSource[],
  passages: AssembledRun['passages'],
  claims: readonly ReviewClaim[],
): ReviewSource[] {
  const anchors = claims.flatMap((claim) => [...claim.anchors, ...claim.disputed, ...claim.candidates]);
  const firstUse = (source: DocumentSource) => {
    const index = anchors.findIndex((anchor) => anchor.documentId === source.documentId && anchor.version === source.version);
    return index === -1 ? anchors.length : index;
  };
  const ordered = documents.toSorted((a, b) => firstUse(a) - firstUse(b));
  const pages = ordered.map(
    (document): ReviewSource => ({
      key: `${document.documentId}@${document.version}`,
      title: titleOf(document, documents),
      kind: 'document',
      document,
    }),
  );
  const anchored = new Set(anchors.map(({ passageOrdinal }) => passageOrdinal));
  const loose = passages.flatMap((passage, ordinal): ReviewSource[] => {
    const isStored = documents.some(({ documentId }) => documentId === passage.documentId);
    return isStored && !anchored.has(ordinal)
      ? []
      : [{ key: passageKey(ordinal), title: `Passage ${ordinal + 1}`, kind: 'passage', ordinal, text: passage.content }];
  });
  return [...pages, ...loose];
}

/**
 * The tab that an anchor stands in; null when its document is not here (it may have been erased). An anchor in a passage counts from
 * the beginning of the passage, whatever document that was cut from.
 */
export function sourceOfAnchor(
  sources: readonly ReviewSource[],
  anchor: Pick<Anchor, 'documentId' | 'version' | 'passageOrdinal'>,
): string | null {
  if (anchor.documentId === null || anchor.passageOrdinal !== null)
    return sources.find(({ key }) => key === passageKey(anchor.passageOrdinal ?? 0))?.key ?? null;
  const same = sources.filter((source) => source.kind === 'document' && source.document.documentId === anchor.documentId);
  return (
    (
      same.find((source) => source.kind === 'document' && (anchor.version === null || source.document.version === anchor.version)) ??
      same[0]
    )?.key ?? null
  );
}

/** The tab of a passage: its document when that is stored, else its own. */
export function sourceOfPassage(sources: readonly ReviewSource[], passages: AssembledRun['passages'], ordinal: number): string | null {
  const { documentId = null, version = null } = passages[ordinal] ?? {};
  return (
    (documentId === null ? null : sourceOfAnchor(sources, { documentId, version, passageOrdinal: null })) ??
    sourceOfAnchor(sources, { documentId: null, version: null, passageOrdinal: ordinal })
  );
}

const passageKey = (ordinal: number) => `passage:${ordinal}`;

/** Two versions of one document are told apart by their number. */
function titleOf({ documentId, version, title }: DocumentSource, all: readonly DocumentSource[]): string {
  return all.filter((other) => other.documentId === documentId).length > 1 ? `${title} · v${version}` : title;
}
