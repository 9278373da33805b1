import { PlainText } from '@/components/evidence/plain-text';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { Json } from '@/lib/domain/run/run';
import { formatCount } from '@/lib/format';
import { ClaimMark } from './claim-mark';
import { rowsOf } from './output-rows';
import type { ReviewDraft } from './review-draft';

interface OutputFieldsProps {
  value: Json;
  claims: readonly AnchoredClaim[];
  said: ReviewDraft['claims'];
  focusId: string | null;
  onFocus: (claimId: string) => void;
}

const SHOWN_ROWS = 400;

/** Structured output as it is nested, each value underlined by its evidence state. */
export function OutputFields({ value, claims, said, focusId, onFocus }: OutputFieldsProps) {
  const byPath = new Map(claims.flatMap((claim) => (claim.path === null ? [] : [[claim.path, claim]])));
  const { rows, rest } = rowsOf(value, SHOWN_ROWS);
  return (
    <>
      <dl className="grid grid-cols-[fit-content(45%)_minmax(0,1fr)] gap-x-3 text-sm">
        {rows.map((row) => {
          const claim = byPath.get(row.path);
          const text = row.leaf === null ? 'null' : String(row.leaf);
          return (
            <div key={row.path} className="contents">
              <dt
                className="break-words py-0.5 text-muted-foreground"
                style={{ paddingInlineStart: `${Math.min(row.depth, 8) * 0.75}rem` }}
              >
                <bdi>{row.label === '' ? 'value' : row.label}</bdi>
              </dt>
              <dd className="min-w-0 break-words py-0.5">
                {row.leaf === undefined ? null : claim ? (
                  <ClaimMark
                    claim={claim}
                    text={text}
                    said={said[claim.claimId]}
                    isFocused={focusId === claim.claimId}
                    onFocus={() => onFocus(claim.claimId)}
                  />
                ) : (
                  <PlainText text={text} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {rest > 0 ? (
        <p className="mt-1 text-muted-foreground text-xs">
          {formatCount(rest, 'more value')}; all of them stand in the claims below and on the run page.
        </p>
      ) : null}
    </>
  );
}
