// The example of a code as a person reads it: what the run said, what it had, and what the check says of it, which is really run.
import { CLAIM_EXAMPLES } from './claim-examples';
import { evaluateRun } from './evaluate-run';
import { exampleEvaluation } from './evidence-example';
import { WORKFLOW_EXAMPLES } from './workflow-examples';

export interface ShownExample {
  output: string | null;
  sources: { name: string; text: string }[];
  /** What else the run tells that the check goes by. */
  facts: { name: string; text: string }[];
  /** Steps that failed or came to nothing. */
  steps: string[];
  says: string;
}

const FACTS = {
  evidence: 'cites',
  outputSchema: 'schema',
  retries: 'retries',
  fallbackTaken: 'fallback',
  guardrails: 'guardrails',
  validationErrors: 'validation errors',
} as const;

/** Null for a code that has no example yet. */
export function showExample(code: string): ShownExample | null {
  const example = CLAIM_EXAMPLES[code] ?? WORKFLOW_EXAMPLES[code];
  if (!example) return null;
  const input = exampleEvaluation(example);
  const finding = evaluateRun(input).findings.find((one) => one.code === code);
  if (!finding) return null;
  const { facts, passages } = input.run;
  return {
    output: facts.output === undefined ? null : textOf(facts.output),
    sources: [
      ...input.documents.flatMap(({ title, layer }) => layer.pages.map(({ page, text }) => ({ name: `${title}, page ${page}`, text }))),
      ...passages.map(({ id, content }) => ({ name: `passage ${id}`, text: content })),
    ].filter(({ text }) => text !== ''),
    facts: Object.entries(FACTS).flatMap(([field, name]) => {
      const value = facts[field as keyof typeof FACTS];
      return value === undefined || value === null ? [] : [{ name, text: textOf(value) }];
    }),
    steps: input.steps.flatMap(({ kind, name, error }) => (error === null ? [] : [`${kind.toLowerCase()} ${name} failed: ${error}`])),
    says: finding.detail,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
