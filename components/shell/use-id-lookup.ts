'use client';
import { useEffect, useState } from 'react';
import { idKinds } from '@/lib/domain/find/id-form';
import type { LookupMatch } from '@/lib/domain/lookup-response';
import { paths } from '@/lib/paths';
import type { IdAnswer } from './find-suggestions';

/** Typing rests that long before the server is asked. */
const REST_MS = 250;

/** What the typed text names, asked for only where it looks like an id; null until there is an answer to exactly this text. */
export function useIdLookup(project: string, typed: string): IdAnswer | null {
  const [answer, setAnswer] = useState<IdAnswer | null>(null);
  const asked = idKinds(typed) === null ? null : typed.trim();
  useEffect(() => {
    if (asked === null) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void askFor(project, asked, controller.signal).then((next) => {
        if (!controller.signal.aborted) setAnswer(next);
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [project, asked]);
  return answer?.asked === asked ? answer : null;
}

/** A lookup that fails is no answer of "nothing": Enter still asks the server. */
async function askFor(project: string, asked: string, signal: AbortSignal): Promise<IdAnswer | null> {
  try {
    const response = await fetch(paths.lookup(project, asked), { signal });
    if (!response.ok && response.status !== 404) return null;
    const body = (await response.json()) as { runs?: LookupMatch[]; closest?: LookupMatch[] };
    return { asked, runs: body.runs ?? [], closest: body.closest ?? [] };
  } catch {
    return null;
  }
}
