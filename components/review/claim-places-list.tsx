import { Crosshair, X } from 'lucide-react';
import { matchWords, originWords, placeParts } from '@/components/evidence/anchor-words';
import { OneLine } from '@/components/evidence/one-line';
import { PlainText } from '@/components/evidence/plain-text';
import { marksWithin, type WordMark } from '@/components/evidence/word-marks';
import { directionOf } from '@/components/evidence/text-direction';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import type { ReviewEvidence } from '@/lib/domain/review/review-verdict';
import { type ClaimPlace, placesOf, type ReviewClaim } from './claim-places';
import type { ReviewView, SendReview } from './review-state';

interface ClaimPlacesProps {
  claim: ReviewClaim;
  picked: ReviewEvidence | undefined;
  view: ReviewView;
  /** Words of the shown place that the claim has too. */
  quoteMarks: readonly WordMark[];
  titleOf: (documentId: string, version: number | null) => string;
  isReadOnly: boolean;
  send: SendReview;
}

/** Where the claim can be checked; the chosen place is open in the source pane. */
export function ClaimPlaces({ claim, picked, view, quoteMarks, titleOf, isReadOnly, send }: ClaimPlacesProps) {
  const places = placesOf(claim, picked);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div className="flex min-h-6 items-center justify-between gap-2">
        <span className="text-muted-foreground text-xs">
          {places.length === 0
            ? 'No place found in any source'
            : places.length === 1
              ? 'Evidence'
              : `Evidence ${Math.min(view.place, places.length - 1) + 1} of ${places.length}`}
        </span>
        {isReadOnly ? null : (
          <span className="flex gap-1">
            {picked ? (
              <Button variant="ghost" size="xs" onClick={() => send({ type: 'point', claimId: claim.claimId, evidence: undefined })}>
                <X aria-hidden /> Drop picked
              </Button>
            ) : null}
            <Button
              variant={view.isPicking ? 'primary' : 'ghost'}
              size="xs"
              aria-pressed={view.isPicking}
              onClick={() => send({ type: 'pick', isOn: !view.isPicking })}
            >
              <Crosshair aria-hidden /> {view.isPicking ? 'Mark the words in the source' : 'Pick evidence'}
            </Button>
          </span>
        )}
      </div>
      {places.length === 0 ? null : (
        <ol className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
          {places.map((place, index) => (
            <li key={placeKey(place)}>
              <PlaceButton
                place={place}
                isShown={index === Math.min(view.place, places.length - 1)}
                marks={quoteMarks}
                where={placeParts(place.anchor, titleOf)}
                onShow={() => send({ type: 'place', index })}
              />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function PlaceButton({
  place,
  isShown,
  marks,
  where,
  onShow,
}: {
  place: ClaimPlace;
  isShown: boolean;
  marks: readonly WordMark[];
  where: { title: string; page: string };
  onShow: () => void;
}) {
  const { anchor } = place;
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onShow}
      className={cn(
        'grid min-h-6 w-full grid-cols-[minmax(0,1fr)] gap-0.5 rounded-md border px-2 py-0.5 text-start',
        anchor.origin === 'cited' ? 'border-solid' : 'border-dashed',
        isShown ? 'border-ring bg-primary-soft' : 'border-border-strong hover:bg-accent',
      )}
    >
      <span className="flex items-center gap-2 text-muted-foreground text-xs">
        <OneLine text={where.title + where.page} className="font-medium text-foreground" />
        <span className="ms-auto shrink-0">
          <bdi>
            {kindWords(place)} · {matchWords(anchor)}
          </bdi>
        </span>
      </span>
      {anchor.quote === '' || !isShown ? null : (
        <span dir={directionOf(anchor.quote)} className="line-clamp-3 text-start text-sm">
          <PlainText text={anchor.quote.slice(0, QUOTE_CHARS)} marks={marksWithin(marks, QUOTE_CHARS)} className="whitespace-normal" />
        </span>
      )}
    </button>
  );
}

const QUOTE_CHARS = 400;
const KIND_WORDS = { check: 'a check points here', candidate: 'candidate' } as const;

const kindWords = ({ anchor, kind }: ClaimPlace) => (kind === 'evidence' ? originWords(anchor) : KIND_WORDS[kind]);

const placeKey = ({ anchor, kind }: ClaimPlace) =>
  [kind, anchor.origin, anchor.documentId, anchor.version, anchor.page, anchor.passageOrdinal, anchor.start, anchor.end, anchor.match].join(
    '|',
  );
