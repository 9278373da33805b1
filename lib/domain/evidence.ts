// Claims, anchors and findings: the words every check, rule, reviewer and trail entry shares.
import type { RiskBasis } from '@/lib/domain/learning/risk-basis';
import type { Json } from '@/lib/domain/run/run';
import type { Box } from './text-layer';

export const EVIDENCE_STATES = [
  'exact',
  'normalised',
  'approximate',
  'moved',
  'ambiguous',
  'contradicted',
  'missing',
  'no_source',
] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/**
 * Where evidence stands. W3C Web Annotation: `quote` with `prefix`/`suffix` is a TextQuoteSelector, `start`/`end` a
 * TextPositionSelector in the text of the page (documents) or of the passage (`passageOrdinal`, when no document is known).
 */
export interface Anchor {
  documentId: string | null;
  version: number | null;
  /** SHA-256 of the document's bytes, hex; of the passage text when there is no document. */
  sha256: string;
  /** Counted from 1; null for a passage. */
  page: number | null;
  passageOrdinal: number | null;
  start: number;
  end: number;
  quote: string;
  prefix: string;
  suffix: string;
  boxes: Box[];
  /** 1 for exact and normalised, similarity in [0, 1] otherwise. */
  score: number;
  /** `cited`: the run gave this place; `found`: we did; `reviewer`: a person re-anchored. */
  origin: 'cited' | 'found' | 'reviewer';
  /** How the text matched, for the sentence under it: `exact`, `space`, `case`, `digits`, `date`, `approximate` … */
  match: string;
}

export interface Claim {
  claimId: string;
  ordinal: number;
  kind: 'sentence' | 'field';
  /** JSON Pointer (RFC 6901) into structured output. */
  path: string | null;
  /** UTF-16 range in the output text; for fields null. */
  range: [number, number] | null;
  text: string;
  /** The field's value, or null for sentences. */
  value: Json | null;
}

/** A claim after anchoring. */
export interface AnchoredClaim extends Claim {
  state: EvidenceState;
  anchors: Anchor[];
  /** At most three best places for a claim that has no good anchor. */
  candidates: Anchor[];
  risk: number | null;
  /** What the claim's risk is made of, largest first; empty before it was estimated. */
  terms: RiskTerm[];
  /** Content words that neither a source nor the question has, as written; undefined where that was not kept. */
  fresh?: string[] | undefined;
}

export const SEVERITIES = ['info', 'low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Finding {
  /** Stable snake_case word, e.g. `number_not_in_source`. */
  code: string;
  severity: Severity;
  claimId: string | null;
  stepId: string | null;
  /** One sentence with the numbers in it, readable without the code. */
  detail: string;
  anchors: Anchor[];
  checkId: string;
  checkVersion: string;
}

/**
 * What a term is about. Terms of a group are summed where a project learns from its verdicts, so a group keeps its meaning from
 * one model version to the next.
 */
export const TERM_GROUPS = [
  'base',
  'evidence',
  'numbers',
  'names',
  'new_words',
  'phrases',
  'window',
  'wording',
  'citation',
  'answer',
  'place',
  'record',
  'checks',
  'claims',
  'verifier',
  'history',
] as const;
export type TermGroup = (typeof TERM_GROUPS)[number];

export interface RiskTerm {
  name: string;
  /** In log-odds. */
  contribution: number;
  group: TermGroup;
}
export interface RiskScore {
  score: number;
  /** Of the shipped model. */
  terms: RiskTerm[];
  /** What the project's own model adds; together with `terms` they make the score. */
  learnt?: RiskTerm[];
  /** What a project's model reads of the run, so that another version can score it without checking it again. */
  basis?: RiskBasis;
  /** Of the shipped model, and of the project's where one is in force: `countersign@2+p3`. */
  modelVersion: string;
}
