'use client';
import { useState } from 'react';
import type { DocumentSource } from './document-source';
import { sourceKey } from './document-source';

/** The same object for the same version, however often the parent makes a new one: effects depend on it. */
export function useStableSource(document: DocumentSource): DocumentSource {
  const [source, setSource] = useState(document);
  const isSame =
    sourceKey(source) === sourceKey(document) &&
    source.state === document.state &&
    source.pageCount === document.pageCount &&
    source.retraction?.at === document.retraction?.at;
  if (isSame) return source;
  setSource(document);
  return document;
}
