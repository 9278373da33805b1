// Facts of a run that have a form of their own: evidence that it cites, and what its guardrails said.

/** A passage reference or quoted evidence that a run itself gives for a claim. */
export interface CitedEvidence {
  /** JSON Pointer or claim text this is evidence for; absent: for the run as a whole. */
  claim?: string;
  documentId?: string;
  version?: number;
  page?: number;
  quote?: string;
  /** Character range in the document's text (`#chars=`) or in the page's text when `page` is given. */
  start?: number;
  end?: number;
  path?: string;
  boxes?: [number, number, number, number][];
}

export interface Guardrail {
  name: string;
  outcome: string;
  detail?: string;
}
