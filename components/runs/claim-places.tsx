import { PlainText } from '@/components/evidence/plain-text';
import { matchWords, originWords, placeWords } from '@/components/evidence/anchor-words';
import type { Anchor } from '@/lib/domain/evidence';

interface ClaimPlacesProps {
  anchors: readonly Anchor[];
  /** Shown where there is no anchor. */
  candidates: readonly Anchor[];
}

/** Where a claim stands in the sources, in the words that stand there. */
export function ClaimPlaces({ anchors, candidates }: ClaimPlacesProps) {
  const places = anchors.length > 0 ? anchors : candidates;
  if (places.length === 0) return <p className="text-muted-foreground text-sm">No place found.</p>;
  const keyed = places.slice(0, 3).map((anchor, index) => ({ anchor, key: index }));
  return (
    <ul className="grid min-w-0 gap-1.5">
      {keyed.map(({ anchor, key }) => (
        <li
          key={key}
          className="min-w-0 border-border-strong border-l-2 pl-2"
          style={anchors.length === 0 ? { borderLeftStyle: 'dashed' } : undefined}
        >
          <p className="text-muted-foreground text-xs">
            <PlainText text={placeWords(anchor, (documentId, version) => (version === null ? documentId : `${documentId} v${version}`))} />,{' '}
            {originWords(anchor)}, {matchWords(anchor)}
          </p>
          <p className="text-sm">
            <span className="text-muted-foreground">
              <PlainText text={anchor.prefix} />
            </span>
            <PlainText text={anchor.quote} />
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
