import { PlainText } from '@/components/evidence/plain-text';
import { directionOf } from '@/components/evidence/text-direction';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { ClaimMark } from './claim-mark';
import { segmentsOf } from './output-segments';
import type { ReviewDraft } from './review-draft';

interface OutputProseProps {
  text: string;
  /** Range of JSON inside the text, which is shown as fields instead. */
  hidden: [number, number] | null;
  claims: readonly AnchoredClaim[];
  said: ReviewDraft['claims'];
  focusId: string | null;
  onFocus: (claimId: string) => void;
}

export function OutputProse({ text, hidden, claims, said, focusId, onFocus }: OutputProseProps) {
  const byId = new Map(claims.map((claim) => [claim.claimId, claim]));
  const parts = hidden ? [...segmentsOf(text, claims, 0, hidden[0]), ...segmentsOf(text, claims, hidden[1])] : segmentsOf(text, claims);
  return (
    <div dir={directionOf(text)} className="whitespace-pre-wrap break-words text-base">
      {parts.map((segment) => {
        const claim = segment.claimId === null ? undefined : byId.get(segment.claimId);
        if (!claim) return <PlainText key={segment.start} text={segment.text} />;
        return (
          <ClaimMark
            key={segment.start}
            claim={claim}
            text={segment.text}
            said={said[claim.claimId]}
            isFocused={focusId === claim.claimId}
            onFocus={() => onFocus(claim.claimId)}
          />
        );
      })}
    </div>
  );
}
