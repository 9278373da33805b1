// What recurring questions retrieve over time, as it is shown, and what can be asked of it.
import { z } from 'zod';
import type { RetrievalChange } from './retrieval-change';

/** Newest runs of a question that are looked at. */
export const QUESTION_RUNS = 60;

export const retrievalQuerySchema = z.strictObject({
  min_change: z.coerce.number().min(0).max(1).default(0.1).describe('0: no change; 1: other texts altogether'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RetrievalQuery = z.infer<typeof retrievalQuerySchema>;

export interface QuestionDrift {
  digest: string;
  question: string;
  runs: number;
  lastAt: string;
  detail: RetrievalChange;
}
export interface RetrievalDrift {
  questions: QuestionDrift[];
  /** False when more have changed than are listed. */
  isWhole: boolean;
}
export interface QuestionDetail extends QuestionDrift {
  /** Overlap of each run with the first of them, in order of time. */
  line: { runId: string; at: string; overlap: number }[];
  /** How texts are called and what they begin with, by key. */
  passages: Record<string, { name: string; preview: string }>;
}
