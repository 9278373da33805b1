// How large a document may be before it is refused. Every refusal names the limit, what was found and what to do.

export interface DocumentLimits {
  bytes: number;
  pages: number;
  /** UTF-16 code units over all pages. */
  textLength: number;
  /** Rows of a table, words of a page, boxes of an image: whatever one document repeats. */
  parts: number;
  /** Nesting of JSON and of objects inside a PDF form. */
  depth: number;
  /** Wall clock for reading one document. */
  timeMs: number;
  /** Heap of the thread that reads it. */
  heapMb: number;
}

export const DEFAULT_DOCUMENT_LIMITS: DocumentLimits = {
  bytes: 64 * 1024 * 1024,
  pages: 5000,
  textLength: 50_000_000,
  parts: 2_000_000,
  depth: 500,
  timeMs: 120_000,
  heapMb: 1024,
};
