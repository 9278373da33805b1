// Retrieval drift as the API gives it.
import { z } from 'zod';
import type { PassageMove } from './retrieval-change';
import type { RetrievalDrift } from './retrieval-view';

const move = z.object({
  key: z.string().describe('md5 of the text: a filter of runs (`passage`)'),
  before: z.number(),
  after: z.number(),
  rank_before: z.number().nullable(),
  rank_after: z.number().nullable(),
});

export const retrievalDriftResponseSchema = z
  .object({
    is_whole: z.boolean(),
    questions: z.array(
      z.object({
        digest: z.string(),
        question: z.string(),
        runs: z.int().describe('Its newest runs that were looked at'),
        change: z
          .number()
          .describe('Rank-biased overlap among runs of one side less that between the sides: 0 none, 1 other texts altogether'),
        changed_at: z.string().describe('Start of the first run after the change'),
        last_before: z.string(),
        overlap_between: z.number(),
        overlap_within: z.number(),
        gained: z.array(move).describe('In less than half of the runs before and in at least half of those after'),
        lost: z.array(move),
        reranked: z.array(move),
        also_changed: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
        last_at: z.string(),
      }),
    ),
  })
  .meta({ id: 'RetrievalDrift' });

export function retrievalDriftResponse({ questions, isWhole }: RetrievalDrift): z.infer<typeof retrievalDriftResponseSchema> {
  const moveOf = ({ key, before, after, rankBefore, rankAfter }: PassageMove) => ({
    key,
    before,
    after,
    rank_before: rankBefore,
    rank_after: rankAfter,
  });
  return {
    is_whole: isWhole,
    questions: questions.map(({ digest, question, runs, lastAt, detail }) => ({
      digest,
      question,
      runs,
      change: detail.change,
      changed_at: detail.changedAt,
      last_before: detail.lastBefore,
      overlap_between: detail.between,
      overlap_within: detail.within,
      gained: detail.gained.map(moveOf),
      lost: detail.lost.map(moveOf),
      reranked: detail.reranked.map(moveOf),
      also_changed: detail.alsoChanged,
      last_at: lastAt,
    })),
  };
}
