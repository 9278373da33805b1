// Turns the place that a reviewer points at into evidence that outlives its document: exact words, offsets, boxes and the hash.
import 'server-only';
import { createHash } from 'node:crypto';
import { boxesOf } from '@/lib/domain/anchor/anchor-boxes';
import type { Anchor } from '@/lib/domain/evidence';
import { indexSource } from '@/lib/domain/match/match-source';
import { type FoundText, findText } from '@/lib/domain/match/match-text';
import type { EvidenceSnapshot } from '@/lib/domain/review/review-record';
import type { ReviewEvidence } from '@/lib/domain/review/review-verdict';
import type { PageText } from '@/lib/domain/text-layer';
import type { FieldProblem } from '@/lib/errors';
import type { Tx } from '@/lib/data/database';
import { findPage, listPages } from '@/lib/data/documents/document-pages';
import { type DocumentRow, findDocumentRow } from '@/lib/data/documents/document-row';
import type { ReviewSubject } from './review-subject';

const CONTEXT_CHARS = 32;

/** A snapshot, or what is wrong with the place; paths are relative to the evidence. */
export type LocatedEvidence = { snapshot: EvidenceSnapshot } | { problem: FieldProblem };

export async function locateEvidence(
  tx: Tx,
  projectId: string,
  subject: ReviewSubject,
  evidence: ReviewEvidence,
): Promise<LocatedEvidence> {
  if (evidence.document_id === undefined) return locateInPassage(subject, evidence);
  const version = evidence.version ?? versionInUse(subject, evidence.document_id);
  const row = await findDocumentRow(tx, projectId, evidence.document_id, version);
  if (!row)
    return {
      problem: {
        path: '/document_id',
        detail: `There is no document ${evidence.document_id}${version ? ` in version ${version}` : ''}.`,
        code: 'unknown_document',
      },
    };
  if (evidence.page !== undefined && evidence.page > Math.max(1, row.pageCount)) {
    return { problem: { path: '/page', detail: `The document has ${row.pageCount} pages.`, code: 'no_such_page' } };
  }
  const pages = await pagesToSearch(tx, projectId, row, evidence.page);
  return locateOnPages(row, pages, evidence);
}

/** The version that the run was given or that its claims stand in; the newest when it names none. */
function versionInUse({ record, claims }: ReviewSubject, documentId: string): number | undefined {
  const passage = record.passages.find((one) => one.documentId === documentId && one.version !== undefined);
  const anchor = claims
    .flatMap(({ anchors, candidates }) => [...anchors, ...candidates])
    .find((one) => one.documentId === documentId && one.version !== null);
  return passage?.version ?? anchor?.version ?? undefined;
}

async function pagesToSearch(tx: Tx, projectId: string, { sha256, layout }: DocumentRow, page: number | undefined): Promise<PageText[]> {
  if (page === undefined) return listPages(tx, projectId, sha256, layout);
  const found = await findPage(tx, projectId, sha256, layout, page);
  return found ? [found] : [];
}

function locateOnPages(row: DocumentRow, pages: readonly PageText[], evidence: ReviewEvidence): LocatedEvidence {
  const boxes = evidence.boxes ?? [];
  const document = {
    document_id: row.documentId,
    version: row.version,
    title: row.title,
    sha256: row.sha256,
    passage: null,
    origin: 'reviewer' as const,
  };
  if (evidence.quote !== undefined) {
    for (const page of pages) {
      const found = findQuote(page, evidence.quote, evidence);
      if (!found) continue;
      const own = boxesOf(page.words ?? [], [found]);
      return {
        snapshot: { ...document, page: page.page, ...quoted(page.text, found), boxes: own.length > 0 ? own : boxes, match: found.match },
      };
    }
    if (boxes.length === 0) {
      const where = evidence.page === undefined ? 'in the document' : `on page ${evidence.page}`;
      return {
        problem: {
          path: '/quote',
          detail: `The quoted words do not stand ${where}. Select them in the source, or mark a box.`,
          code: 'quote_not_found',
        },
      };
    }
  }
  const page = evidence.page ?? pages[0]?.page ?? 1;
  return { snapshot: { ...document, page, start: 0, end: 0, quote: evidence.quote ?? '', prefix: '', suffix: '', boxes, match: 'box' } };
}

function locateInPassage({ record }: ReviewSubject, evidence: ReviewEvidence): LocatedEvidence {
  const { passage: ordinal = 0, quote = '' } = evidence;
  const passage = record.passages[ordinal];
  if (!passage)
    return {
      problem: { path: '/passage', detail: `The run has ${record.passages.length} passages, counted from 0.`, code: 'unknown_passage' },
    };
  const found = findQuote({ text: passage.content, words: null }, quote, evidence);
  if (!found)
    return { problem: { path: '/quote', detail: `The quoted words do not stand in passage ${ordinal}.`, code: 'quote_not_found' } };
  return {
    snapshot: {
      document_id: passage.documentId ?? null,
      version: passage.version ?? null,
      title: null,
      sha256: createHash('sha256').update(passage.content, 'utf8').digest('hex'),
      page: passage.page ?? null,
      passage: ordinal,
      ...quoted(passage.content, found),
      boxes: [],
      origin: 'reviewer',
      match: found.match,
    },
  };
}

/** Exactly what was selected when offsets say so; otherwise the place of these words that is nearest to the selection. */
function findQuote(
  { text, words }: Pick<PageText, 'text' | 'words'>,
  quote: string,
  { start, end }: ReviewEvidence,
): FoundText | undefined {
  if (start !== undefined && end !== undefined && end > start && text.slice(start, end) === quote)
    return { start, end, state: 'exact', match: 'exact' };
  const found = findText(indexSource([{ page: null, text, words }]), quote);
  return start === undefined ? found[0] : [...found].sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start))[0];
}

function quoted(text: string, { start, end }: { start: number; end: number }) {
  return {
    start,
    end,
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT_CHARS), start),
    suffix: text.slice(end, end + CONTEXT_CHARS),
  };
}

/** What a claim's anchors showed at the moment of the decision. */
export function shownEvidence(anchors: readonly Anchor[], titles: ReadonlyMap<string, string>): EvidenceSnapshot[] {
  return anchors.map((anchor) => ({
    document_id: anchor.documentId,
    version: anchor.version,
    title: anchor.documentId === null ? null : (titles.get(`${anchor.documentId} ${anchor.version}`) ?? null),
    sha256: anchor.sha256,
    page: anchor.page,
    passage: anchor.passageOrdinal,
    start: anchor.start,
    end: anchor.end,
    quote: anchor.quote,
    prefix: anchor.prefix,
    suffix: anchor.suffix,
    boxes: anchor.boxes,
    origin: anchor.origin,
    match: anchor.match,
  }));
}

/** Titles of the documents that anchors stand in, by "id version". */
export async function documentTitles(tx: Tx, projectId: string, anchors: readonly Anchor[]): Promise<Map<string, string>> {
  const ids = [...new Set(anchors.flatMap(({ documentId }) => documentId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx.document.findMany({
    where: { projectId, documentId: { in: ids } },
    select: { documentId: true, version: true, title: true },
  });
  return new Map(rows.map(({ documentId, version, title }) => [`${documentId} ${version}`, title]));
}
