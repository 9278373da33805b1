// Which claims a source has to bear out at all.
import type { Claim } from '@/lib/domain/evidence';
import { isRefusal } from '@/lib/domain/claim/claim-noise';

/** Empty fields claim nothing; a sentence that says what cannot be answered is for the check of refusals. */
export function needsEvidence({ kind, value, text }: Claim): boolean {
  if (kind === 'field') return value !== null && value !== '';
  return !isRefusal(text);
}
