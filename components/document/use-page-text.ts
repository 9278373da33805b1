'use client';
import { useEffect, useState } from 'react';
import type { PageText } from '@/lib/domain/text-layer';
import type { DocumentSource } from './document-source';
import { sourceKey } from './document-source';
import { knownPageText, loadPageText } from './page-texts';

interface Loaded {
  key: string;
  text: PageText | null;
  error: string | null;
}

/** Text and words of one page of a source (one that keeps its identity between renders); `error` in words, `retry` asks again. */
export function usePageText(source: DocumentSource, page: number): { text: PageText | null; error: string | null; retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const key = `${sourceKey(source)}#${page}!${attempt}`;
  const [loaded, setLoaded] = useState<Loaded>(() => ({ key, text: knownPageText(source, page), error: null }));
  useEffect(() => {
    if (source.state === 'failed' || source.pageCount === 0) return;
    let isCurrent = true;
    loadPageText(source, page).then(
      (text) => isCurrent && setLoaded({ key, text, error: null }),
      (error: Error) => isCurrent && setLoaded({ key, text: null, error: error.message }),
    );
    return () => {
      isCurrent = false;
    };
  }, [source, page, key]);
  const isCurrent = loaded.key === key;
  return {
    text: isCurrent ? loaded.text : knownPageText(source, page),
    error: isCurrent ? loaded.error : null,
    retry: () => setAttempt(attempt + 1),
  };
}
