// What can be chosen under the find box: what an id names, searches of before, saved views.
import type { IdKind } from '@/lib/domain/find/id-form';
import type { LookupMatch } from '@/lib/domain/lookup-response';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';

export interface FindView {
  place: 'queue' | 'runs';
  name: string;
  /** The query part of the address, without the question mark. */
  query: string;
}

/** What a lookup answered about the text that is typed now. */
export interface IdAnswer {
  asked: string;
  runs: readonly LookupMatch[];
  closest: readonly LookupMatch[];
}

export interface FindChoice {
  href: string;
  label: string;
  /** Beside it: what it is. */
  hint: string;
  /** What is remembered as searched for when it is chosen; null for what is no search. */
  asks: string | null;
  /** A search of before, which can be forgotten. */
  isPast?: boolean;
}

export interface FindGroup {
  title: string;
  choices: FindChoice[];
}

interface Known {
  project: string;
  searches: readonly string[];
  views: readonly FindView[];
  /** Null while nothing is known of the text. */
  answer: IdAnswer | null;
}

const MOST_RUNS = 5;
const MOST_SEARCHES = 5;
const MOST_VIEWS = 4;

/** Groups with at least one choice, the surest first. */
export function findSuggestions(typed: string, { project, searches, views, answer }: Known): FindGroup[] {
  const asked = typed.trim();
  const found = answer?.asked === asked ? answer : null;
  return [
    { title: 'With this ID', choices: found ? namedChoices(project, asked, found.runs) : [] },
    { title: 'Similar IDs', choices: (found?.closest ?? []).slice(0, MOST_RUNS).map((match) => runChoice(project, match)) },
    { title: 'Searched before', choices: searchChoices(project, asked, searches) },
    { title: 'Saved views', choices: viewChoices(project, asked, views) },
  ].filter(({ choices }) => choices.length > 0);
}

/** What an id names: runs one by one, and whatever many runs share as one choice each. */
function namedChoices(project: string, id: string, runs: readonly LookupMatch[]): FindChoice[] {
  const of = (kind: IdKind) => runs.filter((run) => run.kind === kind).length;
  const many = (kind: IdKind, label: string, href: string): FindChoice[] =>
    of(kind) === 0 ? [] : [{ href, label, hint: formatCount(of(kind), 'run'), asks: id }];
  const SHARED: readonly string[] = ['session', 'document', 'user'] satisfies IdKind[];
  return [
    ...runs
      .filter(({ kind }) => !SHARED.includes(kind))
      .slice(0, MOST_RUNS)
      .map((match) => runChoice(project, match)),
    ...many('session', `Session ${id}`, paths.session(project, id)),
    ...many('document', `Document ${id}`, paths.document(project, id)),
    ...many('user', `Runs of user ${id}`, paths.runs(project, { user_id: id })),
  ];
}

function runChoice(project: string, { run_id, kind, name, step_id }: LookupMatch): FindChoice {
  const what = kind === 'run' ? 'run' : kind === 'metadata' ? 'run with it in metadata' : `run of this ${kind}`;
  return {
    href: paths.run(project, run_id, { step: step_id }),
    label: run_id,
    hint: name === null ? what : `${what} · ${name}`,
    asks: run_id,
  };
}

function searchChoices(project: string, asked: string, searches: readonly string[]): FindChoice[] {
  return searches
    .filter((search) => search !== asked && isPart(asked, search))
    .slice(0, MOST_SEARCHES)
    .map((search) => ({ href: paths.find(project, search), label: search, hint: '', asks: search, isPast: true }));
}

/** Only once something is typed: the pages of queue and runs have the whole list. */
function viewChoices(project: string, asked: string, views: readonly FindView[]): FindChoice[] {
  if (asked === '') return [];
  return views
    .filter(({ name }) => isPart(asked, name))
    .slice(0, MOST_VIEWS)
    .map(({ place, name, query }) => ({
      href: `${place === 'queue' ? paths.queue(project) : paths.runs(project)}${query === '' ? '' : `?${query}`}`,
      label: name,
      hint: place === 'queue' ? 'view of the queue' : 'view of runs',
      asks: null,
    }));
}

function isPart(asked: string, text: string): boolean {
  return text.toLowerCase().includes(asked.toLowerCase());
}
