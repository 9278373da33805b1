// The sentence model as it is kept in a file: a logistic regression and boosted trees over measured features, averaged as log-odds,
// with what the two riskiest sentences make of an answer. `npm run fit:risk` writes it.
import { z } from 'zod';
import { TERM_GROUPS } from '@/lib/domain/evidence';

const treeSchema = z.object({
  column: z.array(z.int()),
  threshold: z.array(z.number()),
  left: z.array(z.int()),
  right: z.array(z.int()),
  value: z.array(z.number()),
});

export const SHAPES = ['passages', 'article', 'record'] as const;
const scaleSchema = z.object({ offset: z.number(), slope: z.number() });

export const sentenceModelSchema = z
  .object({
    version: z.string().min(1),
    provenance: z.object({
      data: z.string(),
      answers: z.int(),
      sentences: z.int(),
      bad_sentences: z.int(),
      fitted_at: z.string(),
      command: z.string(),
    }),
    columns: z.array(z.object({ name: z.string(), group: z.enum(TERM_GROUPS) })).min(1),
    regression: z.object({ mean: z.array(z.number()), scale: z.array(z.number()), weights: z.array(z.number()), base: z.number() }),
    trees: z.array(treeSchema),
    /** The share of the trees in the average. */
    tree_share: z.number().min(0).max(1),
    answer: z.object({
      /** What the second riskiest sentence counts beside the riskiest. */
      second: z.number(),
      /** Log-odds of a sentence that is not there. */
      floor: z.number(),
      /** The log-odds of a typical riskiest sentence: terms are told from there. */
      typical: z.number(),
      /** One offset and slope for each shape of context put all answers on one scale (Platt). */
      scales: z.object({ passages: scaleSchema, article: scaleSchema, record: scaleSchema }),
    }),
  })
  .refine(
    ({ columns, regression }) =>
      [regression.mean, regression.scale, regression.weights].every(({ length }) => length === columns.length) &&
      regression.scale.every((scale) => scale > 0),
    'mean, scale and weights have one number for each column, and scales are above zero',
  )
  .refine(
    ({ columns, trees }) => trees.every((tree) => isSound(tree, columns.length)),
    'a tree names a column or a node that is not there',
  );

export type SentenceModel = z.infer<typeof sentenceModelSchema>;
export type AnswerScale = SentenceModel['answer'];

/** Every path of the tree ends: children come behind their parent. */
function isSound({ column, threshold, left, right, value }: z.infer<typeof treeSchema>, columns: number): boolean {
  const size = column.length;
  return (
    size > 0 &&
    [threshold, left, right, value].every(({ length }) => length === size) &&
    column.every(
      (one, node) =>
        one === -1 ||
        (one >= 0 && one < columns && [left[node], right[node]].every((child) => (child as number) > node && (child as number) < size)),
    )
  );
}
