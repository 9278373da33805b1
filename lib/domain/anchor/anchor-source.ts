// What claims of one run are checked against: its passages and its documents, each ready to be searched.
import { indexSource, type SourceIndex } from '@/lib/domain/match/match-source';
import type { TextLayer } from '@/lib/domain/text-layer';

export interface TextRange {
  start: number;
  end: number;
}

export interface RunSource {
  kind: 'passage' | 'document';
  documentId: string | null;
  version: number | null;
  /** Of the document's bytes, or of the passage's text. */
  sha256: string;
  /** Place of the passage in the run's list, counted from 0; null for documents. */
  passageOrdinal: number | null;
  /** Page of the document that the passage says it is from. */
  page: number | null;
  title: string;
  authority: string | null;
  /** ISO 8601 instant from which the document holds. */
  effectiveFrom: string | null;
  index: SourceIndex;
  /** Ranges of the joined text that the run had in front of it; null: all of it. Empty: only its passages are known to be used. */
  given: TextRange[] | null;
  /** Range of the value at a JSON Pointer, for documents that are JSON. */
  pointerRange: ((pointer: string) => TextRange | null) | null;
}

const indexes = new WeakMap<TextLayer, SourceIndex>();

/** The index of a text layer; made once for as long as the layer is kept. */
export function indexLayer(layer: TextLayer): SourceIndex {
  const known = indexes.get(layer);
  if (known) return known;
  const made = indexSource(layer.pages.map(({ page, text, words }) => ({ page, text, words })));
  indexes.set(layer, made);
  return made;
}

/** Range of a page in the joined text, or null when the source has no such page. */
export function pageRange({ index }: Pick<RunSource, 'index'>, page: number): TextRange | null {
  const found = index.pages.find((one) => one.page === page);
  return found ? { start: found.start, end: found.end } : null;
}
