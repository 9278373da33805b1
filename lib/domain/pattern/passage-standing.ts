// How a retrieved text or document stands: how often it was retrieved, how often a claim stood on it, and whether that is less than usual.
import { z } from 'zod';
import { type ShareInterval, wilsonInterval } from '@/lib/domain/statistics/wilson-interval';

/** Days that sums look back, today among them. */
export const PASSAGE_DAYS = 28;

export interface PassageCounts {
  /** Runs that retrieved it; of them those in which a claim stands on it, contradicts it, or follows it against another source. */
  retrieved: number;
  supported: number;
  contradicted: number;
  conflicting: number;
}
export interface PassageStanding extends PassageCounts {
  kind: 'passage' | 'document';
  key: string;
  documentId: string | null;
  /** As its retriever calls it; null where that is only a place in a list. */
  passageId: string | null;
  page: number | null;
  preview: string;
  lastRunId: string;
  lastOrdinal: number;
  firstDay: string;
  lastDay: string;
  /** Share of retrievals in which a claim stands on it, with its 95 % Wilson interval. */
  share: ShareInterval | null;
  isWeak: boolean;
}

export const PASSAGE_VIEWS = ['weak', 'unused', 'conflicting', 'never_retrieved'] as const;
export type PassageView = (typeof PASSAGE_VIEWS)[number];

export const passageQuerySchema = z.strictObject({
  kind: z.enum(['passage', 'document']).default('passage').describe('Texts as they were retrieved, or the documents that they are from'),
  view: z
    .enum(PASSAGE_VIEWS)
    .default('weak')
    .describe(
      'Supporting less often than the average of the project; never supporting; contradicted or in conflict; documents that no run retrieved',
    ),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PassageQuery = z.infer<typeof passageQuerySchema>;

export interface PassageList {
  kind: 'passage' | 'document';
  view: PassageView;
  passages: PassageStanding[];
  /** Of all retrievals of the project. */
  average: ShareInterval | null;
  retrievals: number;
  /** For `never_retrieved`. */
  documents: { documentId: string; title: string; version: number; createdAt: string }[];
  /** False when more may follow than were looked at. */
  isWhole: boolean;
}

/** Weak: even the upper end of its interval is below the average of all. One that was retrieved a few times is never called so. */
export function standingOf(counts: PassageCounts, average: number): { share: ShareInterval | null; isWeak: boolean } {
  const share = wilsonInterval(counts.supported, counts.retrieved);
  return { share, isWeak: share !== null && share.high < average };
}
