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

/** Text and words of one page; `error` in words. `retry` asks again. */
export function usePageText(source: DocumentSource, page: number): { text: PageText | null; error: string | null; retry: () => void } {
  const key = `${sourceKey(source)}#${page}`;
  const [loaded, setLoaded] = useState<Loaded>(() => ({ key, text: knownPageText(source, page), error: null }));
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const settle = (text: PageText | null, error: string | null) => isCurrent && setLoaded({ key, text, error });
    if (source.state === 'failed' || source.pageCount === 0) return;
    loadPageText(source, page).then(
      (text) => settle(text, null),
      (error: Error) => settle(null, error.message),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, attempt]);
  const isCurrent = loaded.key === key;
  return {
    text: isCurrent ? loaded.text : knownPageText(source, page),
    error: isCurrent ? loaded.error : null,
    retry: () => setAttempt(attempt + 1),
  };
}
