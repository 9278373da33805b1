// The queues that a new project starts with; each is an ordinary queue that a lead can change.
import type { RuleFilter } from './rule';

export interface DefaultQueue {
  name: string;
  title: string;
  description: string;
  dueHours: number;
  rules: { name: string; filter: RuleFilter; sample: number; priority: number }[];
}

/** What the answer says is against the sources, or in none of them. */
const AGAINST_SOURCES = ['evidence_contradicted', 'number_not_in_source', 'date_not_in_source', 'name_not_in_source', 'negation_flipped', 'unit_changed', 'currency_changed'];
const WITHOUT_EVIDENCE = ['evidence_missing', 'evidence_ambiguous', 'weak_match', 'field_without_evidence'];
const WRONG_PLACE = ['cited_place_wrong', 'cited_quote_missing', 'cited_evidence_silent', 'evidence_outside_context'];
const SOURCES_DISAGREE = ['source_conflict', 'source_superseded'];

/** The run leaves open where its answer comes from. */
const PROVENANCE = ['nothing_to_check_against', 'trace_without_provenance', 'document_missing', 'document_unreadable', 'cited_document_unknown', 'context_truncated', 'context_masked', 'output_claims_omitted'];

/** The workflow did not go as it should, whatever the answer says. */
const WORKFLOW = [
  'schema_invalid', 'schema_unusable', 'required_field_empty', 'validation_error', 'retries_exhausted', 'fallback_taken', 'guardrail_fired', 'tool_failed', 'tool_empty',
  'model_call_failed', 'step_failed', 'retrieval_empty', 'retrieval_low_scores', 'output_truncated', 'output_missing', 'refusal_despite_sources', 'injection_pattern', 'run_changed_after_review',
];

/** Traffic of people who try things out is not for reviewers. */
const NOT_REAL = { environment: ['playground', 'evaluation', 'eval', 'test'] };

const AUDIT_SHARE = 0.05;
const isReal = (filter: RuleFilter): RuleFilter => ({ ...filter, not: NOT_REAL });
const codes = (code: string[]): RuleFilter => isReal({ code });

export const DEFAULT_QUEUES: readonly DefaultQueue[] = [
  {
    name: 'evidence-gaps',
    title: 'Evidence gaps',
    description: 'Claims that the sources contradict or do not hold, cited places that show something else, and sources that disagree.',
    dueHours: 24,
    rules: [
      { name: 'against the sources', filter: codes(AGAINST_SOURCES), sample: 1, priority: 30 },
      { name: 'sources disagree', filter: codes(SOURCES_DISAGREE), sample: 1, priority: 25 },
      { name: 'without evidence', filter: codes(WITHOUT_EVIDENCE), sample: 1, priority: 20 },
      { name: 'wrong place', filter: codes(WRONG_PLACE), sample: 1, priority: 15 },
    ],
  },
  {
    name: 'low-provenance',
    title: 'Low provenance',
    description: 'Runs that leave open what the answer was made from: no source, no versions, documents that are missing or cannot be read.',
    dueHours: 72,
    rules: [{ name: 'where it comes from is open', filter: codes(PROVENANCE), sample: 1, priority: 10 }],
  },
  {
    name: 'workflow-failures',
    title: 'Workflow failures',
    description: 'Invalid output, failed tools and retrieval, fallbacks, guardrails, answers cut short, instructions hidden in sources.',
    dueHours: 24,
    rules: [{ name: 'the workflow went wrong', filter: codes(WORKFLOW), sample: 1, priority: 20 }],
  },
  {
    name: 'audit-sample',
    title: 'Audit sample',
    description: 'A random share of all other runs: how wrong are the runs that no rule catches?',
    dueHours: 168,
    rules: [
      {
        name: 'random share of everything else',
        filter: { not: { any: [{ code: [...AGAINST_SOURCES, ...SOURCES_DISAGREE, ...WITHOUT_EVIDENCE, ...WRONG_PLACE, ...PROVENANCE, ...WORKFLOW] }, NOT_REAL] } },
        sample: AUDIT_SHARE,
        priority: 0,
      },
    ],
  },
];
