// Weights of terms that no data was there to fit, in log-odds: readable, fixed, and the same for everybody. Those of sentences serve
// where the sentence model (sentence-weights.json) has nothing to read: answers without any source.
import type { EvidenceState, Severity } from '@/lib/domain/evidence';

/** A claim of which nothing is known. */
export const CLAIM_BASE = -2.8;
/** A run whose two riskiest claims are at the base. */
export const RUN_BASE = -2;

/** What the riskiest and the second riskiest claim add, as shares of their log-odds above the base. */
export const WORST_CLAIMS: Record<'sentence' | 'field', readonly [number, number]> = {
  // The riskiest of many sentences is often only the oddest one.
  sentence: [0.61, 0.53],
  // One wrong field makes the record wrong.
  field: [1, 0.3],
};

/** A value that is nowhere says more against a field than other words say against a sentence. */
export const STATE_WEIGHTS: Record<'sentence' | 'field', Record<EvidenceState, number>> = {
  sentence: {
    exact: -1.7,
    normalised: -1.6,
    approximate: -1,
    moved: 0.9,
    ambiguous: 0.3,
    contradicted: 3.2,
    missing: -0.4,
    no_source: 0.4,
  },
  field: { exact: -1.7, normalised: -1.6, approximate: 0.4, moved: 0.9, ambiguous: 0.3, contradicted: 3.2, missing: 1.8, no_source: 0.4 },
};

/** What a source that says otherwise adds at least to a sentence, and the log-odds that it brings it to: more likely wrong than not. */
export const CONTRADICTED = 1;
export const EVEN = 0.5;

/** A missing choice among given words, or a missing yes or no: sources never hold those word for word. */
export const JUDGEMENT = 0.4;
/** For all of a sentence's weight outside of the nearest place. */
export const UNCOVERED = 1.9;
/** For three words or more that no source has, less for fewer. */
export const FRESH = 1;

/** A finding without a weight of its own counts by its severity when it is about the run, and not at all when it is about a claim. */
export const SEVERITY_WEIGHTS: Record<Severity, number> = { info: 0, low: 0.15, medium: 0.5, high: 1 };

export const CODE_WEIGHTS: Readonly<Record<string, number>> = {
  number_not_in_source: 1.9,
  name_not_in_source: 0.9,
  date_not_in_source: 0.9,
  currency_changed: 1.6,
  unit_changed: 1.2,
  record_contradicted: 2.6,
  record_unknown_asserted: 2,
  source_superseded: 4,
  source_conflict: 2.4,
  cited_quote_missing: 1,
  cited_evidence_silent: 0.6,
  cited_place_wrong: 0.3,
  cited_document_unknown: 0.3,
  nothing_to_check_against: 1,
  // What a trace lacks says little about whether its answer is right; rules can ask for it by its code.
  trace_incomplete: 0.1,
  trace_without_provenance: 0.1,
  // From how far such sentences were marked more often than all else told, in 1,250 labelled answers (bench/checks.ts).
  list_invented: 0.9,
  list_item_invented: 0.5,
  // By hand: an answer that obeys a source has to be seen, and there are no labelled ones.
  instruction_followed: 3,
  // A refusal says nothing that sources would have to bear out; in labelled answers one in sixteen of these was marked.
  refusal_despite_sources: 0,
};
