// Weights of the first risk model, in log-odds. Fixed and readable; a project's own verdicts may replace them later.
import type { EvidenceState, Severity } from './evidence';

/** About one claim in ten is changed when nothing else is known. */
export const CLAIM_BASE = -2.2;
export const RUN_BASE = -1.6;
/** What the second riskiest claim adds, as a share of its log-odds. */
export const SECOND_CLAIM = 0.4;

export const CLAIM_WEIGHTS: Record<EvidenceState | 'uncovered', number> = {
  exact: -1.2, normalised: -1, approximate: 0, moved: 0.9, ambiguous: 0.4, contradicted: 2.4, missing: 0.9, no_source: 0.3, uncovered: 1.5,
};

/** A finding that has no weight of its own counts by its severity when it is about the run, and not at all when it is about a claim. */
export const SEVERITY_WEIGHTS: Record<Severity, number> = { info: 0, low: 0.15, medium: 0.5, high: 1 };

export const CODE_WEIGHTS: Readonly<Record<string, number>> = {
  number_not_in_source: 1.1, date_not_in_source: 0.9, name_not_in_source: 0.6, currency_changed: 1.2, unit_changed: 1, negation_flipped: 0.4,
  source_conflict: 1.2, source_superseded: 1.6, cited_place_wrong: 0.4, cited_quote_missing: 1, cited_evidence_silent: 0.6, cited_document_unknown: 0.3,
};
