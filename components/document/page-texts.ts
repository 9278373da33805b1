// Text and words of pages, fetched once: a page of a version never changes.
import type { DocumentPageResponse } from '@/lib/domain/document-response';
import type { PageText } from '@/lib/domain/text-layer';
import type { DocumentSource } from './document-source';
import { pageUrl, sourceKey } from './document-source';
import { fetchJson } from './fetch-json';

const MAX_PAGES = 300;
const pages = new Map<string, { promise: Promise<PageText>; value: PageText | null }>();

export function loadPageText(source: DocumentSource, page: number): Promise<PageText> {
  const key = `${sourceKey(source)}#${page}`;
  const known = pages.get(key);
  if (known) {
    pages.delete(key);
    pages.set(key, known);
    return known.promise;
  }
  const entry: { promise: Promise<PageText>; value: PageText | null } = { promise: fetchPage(source, page), value: null };
  pages.set(key, entry);
  entry.promise.then(
    (value) => {
      entry.value = value;
    },
    () => pages.delete(key),
  );
  for (const oldest of pages.keys()) {
    if (pages.size <= MAX_PAGES) break;
    pages.delete(oldest);
  }
  return entry.promise;
}

/** The page when it is there already, so that a first paint can use it. */
export function knownPageText(source: DocumentSource, page: number): PageText | null {
  return pages.get(`${sourceKey(source)}#${page}`)?.value ?? null;
}

async function fetchPage(source: DocumentSource, page: number): Promise<PageText> {
  const body = await fetchJson<DocumentPageResponse>(pageUrl(source, page));
  return { page: body.page, width: body.width, height: body.height, rotation: body.rotation, text: body.text, words: body.words };
}
