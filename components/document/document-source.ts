// A document version as the viewer takes it: plain values, with the addresses that it is fetched from.
import type { DocumentVersion } from '@/lib/domain/document';
import { withQuery } from '@/lib/paths';

export interface DocumentSource {
  /** Whose document it is: the slug of the project. */
  project: string;
  documentId: string;
  version: number;
  title: string;
  mediaType: string;
  pageCount: number;
  state: DocumentVersion['state'];
  problem: string | null;
  /** Why it is not to be relied on any more. */
  retraction?: DocumentVersion['retraction'];
}

export function documentSource(project: string, document: DocumentVersion): DocumentSource {
  const { documentId, version, title, mediaType, pageCount, state, problem, retraction } = document;
  return { project, documentId, version, title, mediaType, pageCount, state, problem, retraction };
}

const base = ({ documentId }: DocumentSource) => `/api/v1/documents/${encodeURIComponent(documentId)}`;

export const contentUrl = (source: DocumentSource, download = false): string =>
  withQuery(`${base(source)}/content`, { version: source.version, project: source.project, download: download ? 1 : undefined });

export const pageUrl = (source: DocumentSource, page: number): string =>
  withQuery(`${base(source)}/pages/${page}`, { version: source.version, project: source.project });

export const findUrl = (source: DocumentSource, query: string): string =>
  withQuery(`${base(source)}/find`, { q: query, version: source.version, project: source.project });

/** One version of one document of one project. */
export const sourceKey = ({ project, documentId, version }: DocumentSource): string => `${project}/${documentId}@${version}`;
