// A document of the sample workflows, before it is stored.
export interface SampleDocument {
  documentId: string;
  title: string;
  authority: string;
  effectiveFrom: string;
  bytes: Uint8Array;
  fileName: string;
  /** Plain text by page, for workflows that read documents in their own way. */
  pages: string[];
}

export function textDocument(document: Omit<SampleDocument, 'bytes' | 'pages'>, text: string): SampleDocument {
  return { ...document, bytes: new TextEncoder().encode(text), pages: [text] };
}
