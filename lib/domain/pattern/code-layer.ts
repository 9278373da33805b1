// In which part of a workflow a finding lies, upstream first: what broke early explains what looks wrong late.

/** From what comes in to what goes out; an index is a rank. */
export const PATTERN_LAYERS = [
  'trace',
  'source',
  'model',
  'tool',
  'step',
  'retrieval',
  'guardrail',
  'shape',
  'evidence',
  'answer',
] as const;
export type PatternLayer = (typeof PATTERN_LAYERS)[number];

const LAYERS: { readonly [code: string]: PatternLayer } = {
  run_not_checked: 'trace',
  trace_incomplete: 'trace',
  trace_without_provenance: 'trace',
  run_changed_after_review: 'trace',
  document_missing: 'source',
  document_unreadable: 'source',
  context_masked: 'source',
  context_truncated: 'source',
  model_call_failed: 'model',
  output_missing: 'model',
  output_truncated: 'model',
  tool_failed: 'tool',
  tool_empty: 'tool',
  step_failed: 'step',
  retries_exhausted: 'step',
  retried: 'step',
  fallback_taken: 'step',
  retrieval_empty: 'retrieval',
  retrieval_low_scores: 'retrieval',
  nothing_to_check_against: 'retrieval',
  guardrail_fired: 'guardrail',
  injection_pattern: 'guardrail',
  instruction_followed: 'guardrail',
  validation_error: 'shape',
  schema_invalid: 'shape',
  schema_unusable: 'shape',
  required_field_empty: 'shape',
  refusal: 'answer',
  refusal_despite_sources: 'answer',
  answers_other_question: 'answer',
  self_contradiction: 'answer',
  list_invented: 'answer',
  list_item_invented: 'answer',
  list_too_long: 'answer',
};

/** Codes that are not listed speak of a claim and its evidence; so do those of checks that a later version brings. */
export function codeLayer(code: string): PatternLayer {
  return LAYERS[code] ?? 'evidence';
}

/** Codes that say something about the record or the checking, not about the run's own behaviour, and so make no pattern. */
const ABOUT_THE_RECORD = new Set(['run_changed_after_review', 'trace_without_provenance', 'verifier_missing', 'output_claims_omitted']);

export function makesPattern(code: string): boolean {
  return !ABOUT_THE_RECORD.has(code);
}
