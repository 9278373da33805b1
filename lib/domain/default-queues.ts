// The queues that a new project starts with, as data. Each is an ordinary queue: its rules can be edited, previewed, switched off.
import type { RuleFilter } from './rule';

export interface DefaultRule {
  name: string;
  when: RuleFilter;
  sample: number;
  priority: number;
}
export interface DefaultQueue {
  name: string;
  title: string;
  description: string;
  dueHours: number;
  rules: readonly DefaultRule[];
}

/** What the answer says is against the sources. */
const AGAINST_SOURCES = [
  'evidence_contradicted',
  'number_not_in_source',
  'date_not_in_source',
  'name_not_in_source',
  'negation_flipped',
  'unit_changed',
  'currency_changed',
  'record_contradicted',
  'comparative_changed',
  'quantifier_changed',
  'modality_changed',
  'exception_dropped',
  'list_invented',
];
/** What the answer says is against itself, or beside what was asked. */
const BESIDE_THE_QUESTION = ['self_contradiction', 'answers_other_question', 'refusal_despite_sources'];
const SOURCES_DISAGREE = ['source_conflict', 'source_superseded'];
const WITHOUT_EVIDENCE = ['evidence_missing', 'evidence_ambiguous', 'weak_match', 'field_without_evidence', 'record_unknown_asserted'];
const WRONG_PLACE = ['cited_place_wrong', 'cited_quote_missing', 'cited_evidence_silent', 'evidence_outside_context'];

/** The run leaves open where its answer comes from. */
const NOTHING_TO_STAND_ON = [
  'nothing_to_check_against',
  'trace_without_provenance',
  'document_missing',
  'document_unreadable',
  'cited_document_unknown',
  'context_truncated',
  'context_masked',
  'output_claims_omitted',
];
/** A habit of the tracer rather than of one run: a share of such runs shows it as well as all of them would. */
const INCOMPLETE = ['trace_incomplete'];
const INCOMPLETE_SHARE = 0.1;

/** The workflow did not go as it should, whatever the answer says. */
const HIDDEN_INSTRUCTIONS = ['injection_pattern', 'instruction_followed'];
const FAILED = [
  'run_not_checked',
  'output_missing',
  'output_truncated',
  'schema_invalid',
  'schema_unusable',
  'required_field_empty',
  'validation_error',
  'retries_exhausted',
  'model_call_failed',
  'step_failed',
  'tool_failed',
  'retrieval_empty',
  'retrieval_low_scores',
  'guardrail_fired',
];
const NOT_AS_USUAL = ['fallback_taken', 'run_changed_after_review'];

const AUDIT_SHARE = 0.05;

/** Traffic of people and programs that try things out is not for reviewers. */
const NOT_REAL: RuleFilter = { environment: ['playground', 'evaluation', 'eval', 'test'] };

const withCode = (name: string, code: string[], priority: number, sample = 1): DefaultRule => ({
  name,
  when: { code, not: NOT_REAL },
  sample,
  priority,
});

const QUEUES_BY_CODE: readonly DefaultQueue[] = [
  {
    name: 'evidence-gaps',
    title: 'Evidence gaps',
    description: 'Claims that the sources contradict or do not hold, cited places that show something else, and sources that disagree.',
    dueHours: 24,
    rules: [
      withCode('against the sources', AGAINST_SOURCES, 30),
      withCode('sources disagree', SOURCES_DISAGREE, 25),
      withCode('beside the question', BESIDE_THE_QUESTION, 20),
      withCode('without evidence', WITHOUT_EVIDENCE, 20),
      withCode('wrong place', WRONG_PLACE, 15),
    ],
  },
  {
    name: 'low-provenance',
    title: 'Low provenance',
    description:
      'Runs that leave open what the answer was made from: no source, no model or prompt, documents that are missing or cannot be read.',
    dueHours: 72,
    rules: [
      withCode('nothing to stand on', NOTHING_TO_STAND_ON, 10),
      withCode('share of incomplete traces', INCOMPLETE, 0, INCOMPLETE_SHARE),
    ],
  },
  {
    name: 'workflow-failures',
    title: 'Workflow failures',
    description:
      'Invalid output, failed steps, tools and retrieval, fallbacks, guardrails, answers cut short, instructions hidden in sources.',
    dueHours: 24,
    rules: [
      withCode('instructions in sources', HIDDEN_INSTRUCTIONS, 30),
      withCode('something failed', FAILED, 20),
      withCode('not the usual way', NOT_AS_USUAL, 10),
    ],
  },
];

/** Codes for which every run is caught, a list a rule; a share of the runs with another code may still be left for the audit. */
const CAUGHT = QUEUES_BY_CODE.flatMap(({ rules }) =>
  rules.flatMap(({ when, sample }) => (sample === 1 ? [{ code: [when.code ?? []].flat() }] : [])),
);

const AUDIT_SAMPLE: DefaultQueue = {
  name: 'audit-sample',
  title: 'Audit sample',
  description: 'A random share of all other runs: how wrong are the runs that no rule catches?',
  dueHours: 168,
  rules: [{ name: 'random share of everything else', when: { not: { any: [...CAUGHT, NOT_REAL] } }, sample: AUDIT_SHARE, priority: 0 }],
};

export const DEFAULT_QUEUES: readonly DefaultQueue[] = [...QUEUES_BY_CODE, AUDIT_SAMPLE];
