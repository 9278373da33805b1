// What Explain says of a run: six answers, each a sentence of a rule with the evidence that made it fire, and what the trace leaves out.
import type { BoundaryId } from '@/lib/domain/trace-boundary';
import type { Suspect } from './suspect';

/** Where in the work a cause lies, in the order in which a document becomes a reviewed answer. */
export const LAYERS = [
  'upload',
  'parser',
  'ocr',
  'masking',
  'chunking',
  'retrieval',
  'tool',
  'route',
  'prompt',
  'model',
  'validation',
  'evidence',
  'fallback',
  'review',
] as const;
export type Layer = (typeof LAYERS)[number];

export const LAYER_TITLES: Record<Layer, string> = {
  upload: 'Upload',
  parser: 'Parser',
  ocr: 'OCR',
  masking: 'Masking',
  chunking: 'Chunking',
  retrieval: 'Retrieval',
  tool: 'Tool',
  route: 'Route',
  prompt: 'Prompt',
  model: 'Model',
  validation: 'Validation',
  evidence: 'Evidence',
  fallback: 'Fallback',
  review: 'Review',
};

export const QUESTION_IDS = ['source', 'route', 'shape', 'support', 'review', 'drift'] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

export const QUESTIONS: Record<QuestionId, string> = {
  source: 'Did the model see the right source?',
  route: 'Did the workflow choose the right route?',
  shape: 'Did the output have the right shape?',
  support: 'Was the answer supported?',
  review: 'Did review correct it?',
  drift: 'Is behaviour drifting although schemas pass?',
};

export const VERDICTS = ['yes', 'partly', 'no', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];
export const VERDICT_WORDS: Record<Verdict, string> = { yes: 'Yes', partly: 'Partly', no: 'No', unknown: 'Cannot tell' };

/** Whether an answer is good news: a yes to the question of drift is not. */
export type Tone = 'good' | 'warn' | 'bad' | 'unknown';

/** A place that is recorded and can be opened. */
export type EvidenceLink =
  | { kind: 'finding'; code: string; claimId: string | null; stepId: string | null }
  | { kind: 'step'; stepId: string; name: string }
  | { kind: 'claim'; claimId: string; text: string }
  | { kind: 'passage'; ordinal: number; label: string }
  | { kind: 'document'; documentId: string; page: number | null }
  | { kind: 'review'; eventId: string; label: string }
  | { kind: 'boundary'; boundary: BoundaryId }
  | { kind: 'run'; runId: string; label: string }
  | { kind: 'sibling'; runId: string; label: string }
  | { kind: 'siblings' }
  | { kind: 'blast' }
  | { kind: 'drift'; alarmId: string | null }
  | { kind: 'connect'; fact: string };

/** Something the trace does not tell that an answer needs, and how it is sent. */
export interface UntoldFact {
  /** Stable word, the field of the plain run record: `outputSchema` there is `output_schema` here. */
  fact: string;
  title: string;
  /** Questions that could be answered with it, or answered better. */
  questions: QuestionId[];
  /** Field of the plain record, and the attribute of a span that is read for it. */
  field: string;
  attribute: string | null;
  why: string;
}

/** One sentence: the rule that said it, and the values that made the rule fire. */
export interface Statement {
  ruleId: string;
  verdict: Verdict;
  tone: Tone;
  layer: Layer | null;
  text: string;
  /** What to do next; null where there is nothing to be done. */
  fix: string | null;
  fixLink: EvidenceLink | null;
  links: EvidenceLink[];
  /** Names as the rule lists them under `reads`, values as they were. */
  values: { name: string; value: string }[];
}

export interface Answer {
  question: QuestionId;
  title: string;
  verdict: Verdict;
  tone: Tone;
  layer: Layer | null;
  /** The statement that decides the answer. */
  main: Statement;
  /** Others that fired, the gravest first. */
  also: Statement[];
  /** What the trace would have to tell for a better answer. */
  untold: UntoldFact[];
}

export interface Explanation {
  runId: string;
  /** Of the record that is explained; null while it is still being received. */
  revision: string | null;
  /** The first layer, in the order of causes, that an answer blames; null when nothing is wrong. */
  layer: Layer | null;
  /** The boundary of the trace map at which the page opens. */
  boundary: BoundaryId | null;
  /** All six, in the order of `QUESTION_IDS`. */
  answers: Answer[];
  /** At most three, the likeliest first; empty when nothing failed or nothing points to a step. */
  suspects: Suspect[];
  untold: UntoldFact[];
  /** Steps whose contents were not read, because a run has more than Explain reads. */
  stepsNotRead: number;
}
