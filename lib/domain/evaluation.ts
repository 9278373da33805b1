// What checking a run needs and what it gives: the border between the engine (pure) and storage.
import type { CheckSettings } from './check-setting';
import type { SentenceModel } from './risk/sentence-model';
import type { AnchoredClaim, Finding, RiskScore } from './evidence';
import type { ProjectRiskModel } from '@/lib/domain/learning/risk-model';
import type { AssembledRun, CanonicalStep } from '@/lib/domain/run/run';
import type { TextLayer } from './text-layer';
import type { VerifiedClaims } from './verifier/verified-claims';

/** A document as the engine reads it: one version with its whole text layer; without pages when it could not be opened. */
export interface SourceDocument {
  documentId: string;
  version: number;
  sha256: string;
  mediaType: string;
  title: string;
  /** What it has in common with other documents of its kind (`documentTemplate`), where that is known. */
  template?: string | null;
  authority: string | null;
  effectiveFrom: Date | null;
  state: 'ready' | 'failed';
  problem: string | null;
  layer: TextLayer;
  /** Range of the value at a JSON Pointer in the text of a JSON document, where its layout is known. */
  pointerRange?: (pointer: string) => { start: number; end: number } | null;
}

export interface EvaluationInput {
  run: AssembledRun;
  /** With bodies; any order. */
  steps: readonly CanonicalStep[];
  /** The documents the run names that are there. */
  documents: readonly SourceDocument[];
  /** What the project makes of each code; without it every check speaks as it is. */
  checks?: CheckSettings;
  /** What the project's verifier said; absent where none is switched on. */
  verified?: VerifiedClaims;
  /** Another sentence model than the shipped one. */
  sentences?: SentenceModel;
  /** What the project has learnt from its verdicts; without it the shipped model's score stands. */
  risk?: ProjectRiskModel | null;
}

export interface Evaluation {
  claims: AnchoredClaim[];
  findings: Finding[];
  risk: RiskScore;
  /** Positions in `run.passages` of those that some claim is anchored in. */
  usedPassages: number[];
}
