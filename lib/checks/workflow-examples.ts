// An example for each code that is about the workflow: a run in which nothing is wrong, with one thing changed.
import type { EvidenceExample } from './evidence-example';
import { exampleRun } from './example-run';

const failed = (error: string) => ({ status: 'error' as const, error, output: null });
const search = (scores: readonly number[]) => ({
  kind: 'RETRIEVAL' as const,
  name: 'search',
  facts: { passages: scores.map((score, at) => ({ id: `p${at}`, content: `Passage ${at + 1}`, rank: at + 1, score })) },
});
const searching = (scores: readonly number[]) => exampleRun({ without: ['search'], facts: { context: null }, more: [search(scores)] });
const unversioned = { promptId: null, promptVersion: null };

export const WORKFLOW_EXAMPLES: Readonly<Record<string, EvidenceExample>> = {
  retrieval_empty: searching([]),
  retrieval_low_scores: searching([0.17, 0.12]),
  context_truncated: exampleRun({ facts: { context: [{ id: 'p1', content: 'Refunds …', metadata: { truncated: true } }] } }),
  context_masked: exampleRun({ facts: { context: [{ id: 'p1', content: 'Customer __REDACTED__ may return it.' }] } }),
  tool_failed: exampleRun({ steps: { lookup: failed('timeout after 30 s') } }),
  tool_empty: exampleRun({ more: [{ kind: 'TOOL', name: 'search_orders', output: [] }] }),
  model_call_failed: exampleRun({ steps: { answer: failed('overloaded') } }),
  step_failed: exampleRun({ steps: { route: failed('no route fits') } }),
  retries_exhausted: exampleRun({ facts: { retries: 2, validationErrors: ['no total'] } }),
  retried: exampleRun({ facts: { retries: 2 } }),
  fallback_taken: exampleRun({ facts: { fallbackTaken: 'human-handoff' } }),
  guardrail_fired: exampleRun({ facts: { guardrails: [{ name: 'toxicity', outcome: 'block' }] } }),
  output_truncated: exampleRun({ facts: { output: '{"total": 41200, "lines": [{"text": "De' } }),
  output_missing: exampleRun({ facts: { output: null }, steps: { chain: { output: null }, answer: { output: null } } }),
  validation_error: exampleRun({ facts: { validationErrors: ['total is negative'] } }),
  trace_incomplete: exampleRun({ facts: unversioned }),
  trace_without_provenance: exampleRun({ facts: { ...unversioned, modelName: null }, steps: { answer: { facts: {} } } }),
};
