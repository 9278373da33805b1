// Every rule of Explain, in the order in which rules of one verdict speak. A new rule is one entry in the file of its question.
import { CLAIM_RULES } from './claim-rules';
import { DOCUMENT_RULES } from './document-rules';
import { DRIFT_RULES } from './drift-rules';
import type { ExplainRule } from './explain-rule';
import { REVIEW_RULES } from './review-rules';
import { ROUTE_RULES } from './route-rules';
import { SEEN_RULES } from './seen-rules';
import { SHAPE_RULES } from './shape-rules';
import { SOURCE_RULES } from './source-rules';
import { SUPPORT_RULES } from './support-rules';

export const EXPLAIN_RULES: readonly ExplainRule[] = [
  ...DOCUMENT_RULES,
  ...SOURCE_RULES,
  ...SEEN_RULES,
  ...ROUTE_RULES,
  ...SHAPE_RULES,
  ...SUPPORT_RULES,
  ...CLAIM_RULES,
  ...REVIEW_RULES,
  ...DRIFT_RULES,
];

/** What is said where no rule of a question fires. */
export const NO_RULE = 'none';

export function explainRule(id: string): ExplainRule | null {
  return EXPLAIN_RULES.find((rule) => rule.id === id) ?? null;
}
