// Weak passages and documents as the API gives them.
import { z } from 'zod';
import { PASSAGE_DAYS, PASSAGE_VIEWS, type PassageList } from './passage-standing';

const share = z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable();

export const passageListResponseSchema = z
  .object({
    days: z.int(),
    kind: z.enum(['passage', 'document']),
    view: z.enum(PASSAGE_VIEWS),
    retrievals: z.int().describe('Pairs of a run and a text (or document) that it retrieved'),
    average: share.describe('Share of all retrievals in which a claim stands on what was retrieved'),
    is_whole: z.boolean().describe('False when more are so than are listed'),
    passages: z.array(
      z.object({
        key: z.string().describe('md5 of the text or of the document id; of a text, a filter of runs (`passage`)'),
        document_id: z.string().nullable(),
        passage_id: z.string().nullable(),
        page: z.int().nullable(),
        preview: z.string(),
        retrieved: z.int(),
        supported: z.int(),
        contradicted: z.int(),
        conflicting: z.int(),
        share: share.describe('Of its retrievals, with the 95 % Wilson interval'),
        is_weak: z.boolean().describe('Even the upper end of its interval is below the average'),
        first_day: z.string(),
        last_day: z.string(),
        last_run_id: z.string(),
      }),
    ),
    documents: z
      .array(z.object({ document_id: z.string(), title: z.string(), version: z.int(), created_at: z.string() }))
      .describe('For `never_retrieved`'),
  })
  .meta({ id: 'PassageList' });

export function passageListResponse(list: PassageList): z.infer<typeof passageListResponseSchema> {
  return {
    days: PASSAGE_DAYS,
    kind: list.kind,
    view: list.view,
    retrievals: list.retrievals,
    average: list.average,
    is_whole: list.isWhole,
    passages: list.passages.map((one) => ({
      key: one.key,
      document_id: one.documentId,
      passage_id: one.passageId,
      page: one.page,
      preview: one.preview,
      retrieved: one.retrieved,
      supported: one.supported,
      contradicted: one.contradicted,
      conflicting: one.conflicting,
      share: one.share,
      is_weak: one.isWeak,
      first_day: one.firstDay,
      last_day: one.lastDay,
      last_run_id: one.lastRunId,
    })),
    documents: list.documents.map(({ documentId, title, version, createdAt }) => ({
      document_id: documentId,
      title,
      version,
      created_at: createdAt,
    })),
  };
}
