import { PlainText } from '@/components/evidence/plain-text';
import { matchWords, originWords, placeWords } from '@/components/evidence/anchor-words';
import type { WordMark } from '@/components/evidence/word-marks';
import { mainPlace } from '@/lib/domain/claim/claim-why';
import type { AnchoredClaim } from '@/lib/domain/evidence';

interface ClaimPlacesProps {
  /** Its candidates are shown where it has no anchor. */
  claim: Pick<AnchoredClaim, 'state' | 'anchors' | 'candidates'>;
  /** Words of the claim's main place that the claim has too. */
  marks: readonly WordMark[];
}

/** Where a claim stands in the sources, in the words that stand there. */
export function ClaimPlaces({ claim, marks }: ClaimPlacesProps) {
  const { anchors, candidates } = claim;
  const places = anchors.length > 0 ? anchors : candidates;
  if (places.length === 0) return <p className="text-muted-foreground text-sm">No place found.</p>;
  const main = mainPlace(claim);
  const keyed = places.slice(0, 3).map((anchor, index) => ({ anchor, key: index }));
  return (
    <ul className="grid min-w-0 gap-1.5">
      {keyed.map(({ anchor, key }) => (
        <li
          key={key}
          className="min-w-0 border-border-strong border-s-2 ps-2"
          style={anchors.length === 0 ? { borderLeftStyle: 'dashed' } : undefined}
        >
          <p className="text-muted-foreground text-xs">
            <PlainText text={placeWords(anchor, versionTitle)} />, {originWords(anchor)}, {matchWords(anchor)}
          </p>
          <p className="text-sm">
            <span className="text-muted-foreground">
              <PlainText text={anchor.prefix} />
            </span>
            <PlainText text={anchor.quote} marks={anchor === main ? marks : []} />
            <span className="text-muted-foreground">
              <PlainText text={anchor.suffix} />
            </span>
          </p>
        </li>
      ))}
      {places.length > 3 ? <li className="text-muted-foreground text-xs">and {places.length - 3} more places</li> : null}
    </ul>
  );
}

export const versionTitle = (documentId: string, version: number | null): string =>
  version === null ? documentId : `${documentId} v${version}`;
