// A score: what a person, a model or a program said about a run afterwards, in whatever tool. Camel case, no tool's words.
import type { Json } from '@/lib/domain/run/run';

export const SCORERS = ['human', 'model', 'api'] as const;

/**
 * What is judged, as its source names it. Ids of a run and of a step may be given alone or together, a step that is also a run's id
 * included; nothing has to exist when the score arrives. A session's score belongs to every run of it.
 */
export interface ScoreTarget {
  runId?: string;
  stepId?: string;
  sessionId?: string;
  /** Place of the judged passage among those of the step, counted from 0. */
  documentPosition?: number;
}

/** Fields that are absent say nothing: what an earlier statement of the same id said of them stays. */
export interface CanonicalScore {
  /** Unique among the scores of its source: sent twice it is one score, said anew it is the newer one. */
  id: string;
  /** Registry name of the source. */
  source: string;
  target: ScoreTarget;
  /** Empty in a change that does not repeat it. */
  name: string;
  /** True and false are 1 and 0. */
  number?: number;
  /** A category, or a text that is the value. */
  label?: string;
  /** What the output should have been. */
  correction?: Json;
  comment?: string;
  who?: (typeof SCORERS)[number];
  /** Who it was in the words of the source: a name, an identifier, a configuration. */
  annotator?: string;
  metadata?: { [key: string]: Json };
  /** RFC 3339: when it was said; null is when it arrives. */
  at: string | null;
}

/** A score in the words of the step that it came on: an annotation, an event. `step-scores.ts` makes a canonical score of it. */
export interface StepScore {
  name: string;
  value?: number;
  label?: string;
  explanation?: string;
  /** The source's word for who judged: HUMAN, LLM, CODE. */
  annotator?: string;
  /** Tells results of one name apart: the same name and identifier said again is the same result. */
  identifier?: string;
  /** Said of the whole run or of its session, not of this step. */
  scope?: 'trace' | 'session';
  /** RFC 3339, where the result has a time of its own. */
  at?: string;
}

/** A score as it is kept and shown. */
export interface RunScore extends CanonicalScore {
  who: (typeof SCORERS)[number];
  at: string;
  receivedAt: string;
}

/** The newer statement over the older one. A value replaces a value whole: number, label and correction are one. */
export function newerScore(older: CanonicalScore, newer: CanonicalScore): CanonicalScore {
  const isValued = newer.number !== undefined || newer.label !== undefined || newer.correction !== undefined;
  const { number: _number, label: _label, correction: _correction, ...rest } = older;
  return { ...(isValued ? rest : older), ...newer, name: newer.name || older.name, target: { ...older.target, ...newer.target } };
}
