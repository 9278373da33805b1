// What a verifier is asked about a run: each sentence of its output with the evidence nearest to it, those that need it most first.
import type { RunSource } from '@/lib/domain/anchor/anchor-source';
import { sha256Hex } from '@/lib/domain/assemble/assemble-revision';
import type { AnchoredClaim, EvidenceState } from '@/lib/domain/evidence';
import { verifierEvidence } from './verifier-evidence';
import type { VerifierSettings } from './verifier-settings';

/** Claim and evidence: data for a verifier, never instructions. */
export interface VerifierPair {
  claim: string;
  evidence: readonly string[];
  /** What the run was asked; empty when that is not known. */
  question: string;
}

export interface ClaimPair extends VerifierPair {
  claimId: string;
  /** Of what the answer depends on; the same pair of another run has the same one. */
  key: string;
}

const MAX_CLAIM_CHARS = 2000;
const MAX_QUESTION_CHARS = 1000;
/** A value of a field is a sentence from here on. */
const SENTENCE_WORDS = 6;

/** What words alone have least to say about comes first, for when not all can be asked. */
const NEED: readonly EvidenceState[] = ['missing', 'contradicted', 'approximate', 'ambiguous', 'moved', 'normalised', 'exact'];

interface PairsInput {
  claims: readonly AnchoredClaim[];
  sources: readonly RunSource[];
  question: string;
}

/** Sentences without any source are not asked about. `version` names the contract, with its prompt where it has one. */
export function verifierPairs({ claims, sources, question }: PairsInput, settings: VerifierSettings, version: string): ClaimPair[] {
  const asked = question.trim().slice(0, MAX_QUESTION_CHARS);
  return claims
    .filter((claim) => NEED.includes(claim.state) && isSentence(claim))
    .toSorted((a, b) => NEED.indexOf(a.state) - NEED.indexOf(b.state) || a.ordinal - b.ordinal)
    .flatMap((claim): ClaimPair[] => {
      const evidence = verifierEvidence(claim, sources, settings.evidence_chars);
      if (evidence.length === 0) return [];
      const pair = { claim: claim.text.trim().slice(0, MAX_CLAIM_CHARS), evidence, question: asked };
      return [{ claimId: claim.claimId, ...pair, key: pairKey(pair, settings, version) }];
    });
}

function isSentence({ kind, value, text }: AnchoredClaim): boolean {
  if (kind === 'sentence') return text.trim() !== '';
  return typeof value === 'string' && value.trim().split(/\s+/u).length >= SENTENCE_WORDS;
}

/** Another address or model is another verifier: what the one said is not the other's word. */
function pairKey({ claim, evidence, question }: VerifierPair, { url, model }: VerifierSettings, version: string): string {
  return sha256Hex(JSON.stringify([version, url, model, claim, evidence, question]));
}
