// The finding about a claim that follows a source sentence and changes a word of it: the words, and the sentence they stand in.
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { anchorsAt } from '@/lib/domain/anchor/anchor-place';
import type { Claim } from '@/lib/domain/evidence';
import type { Said } from './check';
import { claimWords, shorten } from './claim-words';
import type { Followed } from './followed-sentence';

/** `change` is what the claim does to the place: `says “all” for the “some” of`. */
export function sayChange(code: string, claim: Claim, { source, range, share, text }: Followed, change: string): Said {
  return {
    code,
    claimId: claim.claimId,
    anchors: anchorsAt(source, range, { score: Math.min(share, 0.99), origin: 'found', match: 'words' }),
    detail: `${claimWords(claim)} ${change} ${placeName({ source, place: range })}: “${shorten(text, 240)}”.`,
  };
}
