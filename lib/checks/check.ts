// What a check is: a pure function from a run to findings. One file, one test, one line in the registry.
import type { SourceDocument } from '@/lib/domain/evaluation';
import type { Anchor, Finding, Severity } from '@/lib/domain/evidence';
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import type { AssembledRun, CanonicalStep } from '@/lib/domain/run/run';
import type { EvidenceSpace } from './evidence-space';

export interface CheckInput {
  run: AssembledRun;
  /** With bodies, in tree order, our own REVIEW steps left out. */
  steps: readonly CanonicalStep[];
  documents: readonly SourceDocument[];
  /** One a claim, in claim order: the anchored claim and how it came to its state. */
  readings: readonly ClaimReading[];
  /** The searchable sources behind the readings; made anew by `evidenceSpace` where a caller has none. */
  space?: EvidenceSpace;
}

export interface FindingCode {
  code: string;
  /** Two or three words for tables. */
  title: string;
  severity: Severity;
  /** One sentence: what it looks for and why that matters. */
  explanation: string;
}

/** What a check says before the registry adds who said it. Severity defaults to the code's own. */
export interface Said {
  code: string;
  detail: string;
  claimId?: string;
  stepId?: string;
  severity?: Severity;
  anchors?: Anchor[];
}

export interface Check {
  id: string;
  /** Raised when the same run could get another answer. */
  version: string;
  codes: readonly FindingCode[];
  run(input: CheckInput): Said[];
}

/** Completes what a check said; a code that the check does not declare is a defect. */
export function toFinding(check: Check, said: Said): Finding {
  const known = check.codes.find(({ code }) => code === said.code);
  if (!known) throw new Error(`check ${check.id} said ${said.code}, which it does not declare`);
  const { code, detail, claimId = null, stepId = null, severity = known.severity, anchors = [] } = said;
  return { code, severity, claimId, stepId, detail, anchors, checkId: check.id, checkVersion: check.version };
}
