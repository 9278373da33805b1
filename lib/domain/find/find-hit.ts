// A run that was found by a phrase, as the page of hits shows it.
import type { Excerpt } from './mark-phrase';

export const HIT_PLACES = ['input', 'output', 'context'] as const;
export type HitPlace = (typeof HIT_PLACES)[number];

export interface HitExcerpt extends Excerpt {
  place: HitPlace;
  /** Of a hit in the context: where the passage is from; null for instructions and passages that name nothing. */
  source: { passageId: string; documentId: string | null; version: number | null; page: number | null } | null;
}

export interface FindHit {
  runId: string;
  name: string | null;
  startedAt: string;
  route: string | null;
  promptVersion: string | null;
  modelName: string | null;
  codes: string[];
  risk: number | null;
  reviewOutcome: string | null;
  excerpts: HitExcerpt[];
}

/** What the hits hold: the whole phrase, its longest part that any run has, or its words wherever they stand. */
export type FoundAs = 'phrase' | 'part' | 'words';

export interface FindPage {
  hits: FindHit[];
  foundAs: FoundAs;
  /** What was looked for in the end: the phrase, the part of it, or the words. */
  found: string[];
  nextCursor: string | null;
  /** The search stopped because it took long. */
  isOutOfTime: boolean;
  /** When the oldest run that was looked at had started; null when all were. */
  lookedBackTo: string | null;
  /** Runs of before an update of Countersign that are not searchable yet. */
  isIndexing: boolean;
}
