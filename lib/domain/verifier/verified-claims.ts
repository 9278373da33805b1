// What a project's verifier said about the claims of one run: the border between asking it and estimating risk.

export interface VerifiedClaims {
  /** Support in [0, 1] by claim id: 1 is borne out, 0 is not. Claims that are not in it were not judged. */
  scores: ReadonlyMap<string, number>;
  /** What a score counts for; 0 is nothing. */
  weight: number;
  /** Why claims that should have been judged were not; null when all of them were. */
  missing: { claims: number; of: number; reason: string } | null;
}
