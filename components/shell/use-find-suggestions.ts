'use client';
import { useEffect, useState } from 'react';
import { idKinds, kindWords } from '@/lib/domain/find/id-form';
import { formatCount } from '@/lib/format';
import { type FindGroup, type FindView, findSuggestions } from './find-suggestions';
import { loadSearches, saveSearches, withoutSearch, withSearch } from './recent-searches';
import { useIdLookup } from './use-id-lookup';

interface Asked {
  project: string;
  views: readonly FindView[];
  typed: string;
  /** Whether suggestions are wanted now, and whether the text is another than the page shows already. */
  isOpen: boolean;
  isNew: boolean;
}

export interface Suggestions {
  groups: FindGroup[];
  /** What the text looks like, or that nothing has it as its id; empty for words. */
  words: string;
  /** The same for people who hear it, with how much can be chosen. */
  spoken: string;
  remember: (search: string) => void;
  forget: (search: string) => void;
  forgetAll: () => void;
}

/** What can be chosen for a text while it is typed. */
export function useFindSuggestions({ project, views, typed, isOpen, isNew }: Asked): Suggestions {
  const [searches, setSearches] = useState<readonly string[]>([]);
  // Read each time it opens: another tab may have added to it.
  useEffect(() => {
    if (isOpen) setSearches(loadSearches(project));
  }, [isOpen, project]);
  const answer = useIdLookup(project, isNew ? typed : '');
  const groups = findSuggestions(typed, { project, searches, views, answer });
  const count = groups.reduce((sum, { choices }) => sum + choices.length, 0);
  const kinds = isNew ? idKinds(typed) : null;
  const words =
    kinds === null
      ? ''
      : answer === null
        ? `Could be the ID of ${kindWords(kinds)}.`
        : answer.runs.length === 0
          ? 'No ID of this project. Enter looks for it as words.'
          : '';
  const keep = (change: (before: readonly string[]) => string[]) => {
    const next = change(loadSearches(project));
    saveSearches(project, next);
    setSearches(next);
  };
  return {
    groups,
    words,
    spoken: [count > 0 ? `${formatCount(count, 'suggestion')}, arrow keys choose.` : '', words].filter(Boolean).join(' '),
    remember: (search) => keep((before) => withSearch(before, search)),
    forget: (search) => keep((before) => withoutSearch(before, search)),
    forgetAll: () => keep(() => []),
  };
}
