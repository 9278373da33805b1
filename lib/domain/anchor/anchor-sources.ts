// The sources of one run: its passages with text, and its documents with the parts of them that the run was given.
import { citedRange } from './anchor-cited';
import { indexLayer, pageRange, type RunSource, type TextRange } from './anchor-source';
import { sha256Hex } from '@/lib/domain/assemble/assemble-revision';
import { parseDocumentRef } from '@/lib/domain/document-ref';
import type { SourceDocument } from '@/lib/domain/evaluation';
import { indexSource } from '@/lib/domain/match/match-source';
import { findText } from '@/lib/domain/match/match-text';
import type { AssembledRun, CitedEvidence } from '@/lib/domain/run/run';

export interface SourcesOfRun {
  sources: RunSource[];
  /** Documents the run names that nobody has sent, or that could not be opened, each once with the reason in words. */
  unreadable: { documentId: string; reason: string; isMissing: boolean }[];
}

/** Passages first, in their order: they are what the model read. A document of which only passages are known was not given whole. */
export function sourcesOf(run: AssembledRun, documents: readonly SourceDocument[]): SourcesOfRun {
  const passages = run.passages.flatMap((passage, ordinal): RunSource[] => {
    if (passage.content.trim() === '') return [];
    return [
      {
        kind: 'passage',
        documentId: passage.documentId ?? null,
        version: passage.version ?? null,
        sha256: sha256Hex(passage.content),
        passageOrdinal: ordinal,
        page: passage.page ?? null,
        title: passage.documentId ?? passage.id,
        authority: textOf(passage.metadata?.['authority']),
        effectiveFrom: textOf(passage.metadata?.['effective_from']),
        given: null,
        pointerRange: null,
        index: indexSource([{ page: null, text: passage.content, words: null }]),
      },
    ];
  });
  const named = namedPlaces(run);
  const placesIn = ({ documentId }: SourceDocument) => named.filter((place) => place.documentId === documentId);
  const sources = documents.flatMap((document) => documentSource(document, placesIn(document), passages));
  const wanted = [
    ...new Set([...named.map(({ documentId }) => documentId), ...run.passages.flatMap(({ documentId }) => documentId ?? [])]),
  ];
  const unreadable = wanted.flatMap((documentId) => {
    const document = documents.find((one) => one.documentId === documentId);
    if (!document) return [{ documentId, reason: 'nobody has sent it yet', isMissing: true }];
    return document.state === 'failed'
      ? [{ documentId, reason: (document.problem ?? 'it could not be opened').replace(/\.$/u, ''), isMissing: false }]
      : [];
  });
  return { sources: [...passages, ...sources], unreadable };
}

type NamedPlace = CitedEvidence & { documentId: string; isContext: boolean };

/** Places in documents that the run names, as context or as evidence. */
function namedPlaces({ facts, passages }: AssembledRun): NamedPlace[] {
  const refs = [facts.inputRef, facts.parsedArtifactRef, ...(facts.contextRefs ?? [])].flatMap((text) => {
    const ref = text === undefined ? null : parseDocumentRef(text);
    if (!ref) return [];
    const { chars, ...place } = ref;
    return [{ ...place, ...(chars ? { start: chars[0], end: chars[1] } : {}), isContext: true }];
  });
  const empty = passages.flatMap(({ documentId, version, page, chars, content }): NamedPlace[] => {
    if (documentId === undefined || content.trim() !== '') return [];
    return [
      {
        documentId,
        ...(version === undefined ? {} : { version }),
        ...(page === undefined ? {} : { page }),
        ...(chars ? { start: chars[0], end: chars[1] } : {}),
        isContext: true,
      },
    ];
  });
  const cited = (facts.evidence ?? []).flatMap((evidence) =>
    evidence.documentId === undefined ? [] : [{ ...evidence, documentId: evidence.documentId, isContext: false }],
  );
  return [...refs, ...empty, ...cited];
}

function documentSource(document: SourceDocument, places: readonly NamedPlace[], passages: readonly RunSource[]): RunSource[] {
  if (document.state === 'failed') return [];
  const source: RunSource = {
    kind: 'document',
    documentId: document.documentId,
    version: document.version,
    sha256: document.sha256,
    passageOrdinal: null,
    page: null,
    title: document.title,
    authority: document.authority,
    effectiveFrom: document.effectiveFrom?.toISOString() ?? null,
    index: indexLayer(document.layer),
    given: [],
    pointerRange: document.pointerRange ?? null,
  };
  const given = places.filter(({ isContext, version }) => isContext && (version === undefined || version === document.version));
  if (given.some(isWhole)) return [{ ...source, given: null }];
  const pieces = passages.filter(
    ({ documentId, version }) => documentId === document.documentId && (version === null || version === document.version),
  );
  const ranges = [...given.map((place) => citedRange(source, place)), ...pieces.map((piece) => rangeOfPassage(source, piece))];
  return [{ ...source, given: ranges.filter((range) => range !== null) }];
}

/** Where a passage stands in its document; its page when it was reworked on the way. */
function rangeOfPassage(document: RunSource, { index, page }: RunSource): TextRange | null {
  const onPage = page === null ? null : pageRange(document, page);
  const [found] = findText(document.index, index.text, { ...(onPage ? { within: onPage } : {}), limit: 1 });
  return found ?? onPage;
}

const isWhole = ({ page, start, path, boxes }: CitedEvidence): boolean =>
  page === undefined && start === undefined && path === undefined && boxes === undefined;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
