// What a search for a phrase found, as the API gives it.
import { z } from 'zod';
import { type FindPage, HIT_PLACES } from './find-hit';

const text = z.string().nullable();

export const findResponseSchema = z.object({
  found_as: z
    .enum(['phrase', 'part', 'words'])
    .describe('What the hits hold: the whole phrase, its longest part that any run has, or its words'),
  found: z.array(z.string()).describe('What was looked for in the end'),
  hits: z.array(
    z.object({
      run_id: z.string(),
      name: text,
      started_at: z.string(),
      route: text,
      prompt_version: text,
      model_name: text,
      codes: z.array(z.string()),
      risk: z.number().nullable(),
      review_outcome: text,
      excerpts: z.array(
        z.object({
          place: z.enum(HIT_PLACES),
          passage_id: text,
          document_id: text,
          version: z.int().nullable(),
          page: z.int().nullable(),
          text: z.string(),
          marks: z.array(z.tuple([z.int(), z.int()])).describe('UTF-16 ranges in `text`'),
        }),
      ),
    }),
  ),
  next_cursor: text,
  is_out_of_time: z.boolean().describe('The search stopped because it took long; `next_cursor` goes on from there'),
  looked_back_to: text.describe('When the oldest run that was looked at had started; null when all were'),
  is_indexing: z.boolean().describe('Runs of before an update are not searchable yet'),
});

export function findResponse(page: FindPage): z.input<typeof findResponseSchema> {
  return {
    found_as: page.foundAs,
    found: page.found,
    hits: page.hits.map((hit) => ({
      run_id: hit.runId,
      name: hit.name,
      started_at: hit.startedAt,
      route: hit.route,
      prompt_version: hit.promptVersion,
      model_name: hit.modelName,
      codes: hit.codes,
      risk: hit.risk,
      review_outcome: hit.reviewOutcome,
      excerpts: hit.excerpts.map(({ place, source, text: excerpt, marks }) => ({
        place,
        passage_id: source?.passageId ?? null,
        document_id: source?.documentId ?? null,
        version: source?.version ?? null,
        page: source?.page ?? null,
        text: excerpt,
        marks: marks.map(([from, to]): [number, number] => [from, to]),
      })),
    })),
    next_cursor: page.nextCursor,
    is_out_of_time: page.isOutOfTime,
    looked_back_to: page.lookedBackTo,
    is_indexing: page.isIndexing,
  };
}
