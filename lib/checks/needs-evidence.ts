// Which claims a source has to bear out at all.
import type { Claim } from '@/lib/domain/evidence';
import { assertionOf } from '@/lib/domain/claim/claim-absence';
import { isRefusal } from '@/lib/domain/claim/claim-noise';

/**
 * Empty fields claim nothing; a sentence that says what cannot be answered is for the check of refusals, and one that says what
 * the sources lack is borne out by their silence.
 */
export function needsEvidence({ kind, value, text }: Claim): boolean {
  if (kind === 'field') return value !== null && value !== '';
  return !isRefusal(text) && assertionOf({ kind, text }) === 'statement';
}
