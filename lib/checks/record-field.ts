// A field of structured output against the field of the same name in a record.
import { pointerKeys } from '@/lib/domain/claim/claim-leaves';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { datesIn } from '@/lib/domain/match/match-date';
import { numbersIn } from '@/lib/domain/match/match-number';
import { tokensOf, typedValue, wordsOfKey } from '@/lib/domain/record/record-fields';
import type { KnownRecord } from '@/lib/domain/record/record-known';
import type { RecordSaying } from '@/lib/domain/record/record-saying';
import type { RecordLeaf } from '@/lib/domain/record/record-text';

export type FieldAgainst = Pick<RecordSaying, 'verdict'> & { leaf: RecordLeaf };

const LONG_TEXT = 60;

/** Null where they agree, or where no single field of the record has that name. */
export function fieldAgainst({ path, value, state }: AnchoredClaim, { fields }: KnownRecord): FieldAgainst | null {
  const keys = pointerKeys(path ?? '');
  if (keys.length === 0 || keys.some((key) => /^\d+$/u.test(key)) || value === null || typeof value === 'object') return null;
  const name = wordsOfKey(keys.at(-1) ?? '').join(' ');
  const group = wordsOfKey(keys.at(-2) ?? '').join(' ');
  const [field, ...others] = fields.filter(
    (one) => one.name === name && !one.leaf.isListed && (group === '' || one.group === '' || one.group === group),
  );
  if (!field || others.length > 0) return null;
  const claimed = typedValue(value);
  const { leaf, value: known } = field;
  if (known.kind === 'flag') {
    if (claimed.kind !== 'flag' || claimed.value === null || claimed.value === known.value) return null;
    return { verdict: known.value === null ? 'unknown' : 'contradicts', leaf };
  }
  if (claimed.kind === 'flag') return null;
  const isSame = known.kind === 'number' ? isSameNumber(known.value, claimed.value) : isSameText(known.value, String(claimed.value));
  // A text that another place of the sources bears out in words of its own is for the other checks.
  return isSame || (known.kind === 'text' && state === 'exact' && keys.length > 1) ? null : { verdict: 'contradicts', leaf };
}

function isSameNumber(known: number, claimed: number | string): boolean {
  if (typeof claimed === 'number') return claimed === known;
  const numbers = numbersIn(claimed);
  return numbers.length === 0 || numbers.some(({ value, scale }) => value * scale === Math.abs(known));
}

/** Texts that share a word may be two ways to say the same; dates and codes are one thing or another. */
function isSameText(known: string, claimed: string): boolean {
  if (known.length > LONG_TEXT || claimed.length > LONG_TEXT) return true;
  const [a, b] = [datesIn(known)[0], datesIn(claimed)[0]];
  if (a && b)
    return [a.iso, a.alternative].some(
      (iso) => iso !== null && (iso === b.iso || iso === b.alternative || iso.includes(b.iso.replace(/^-+/u, ''))),
    );
  const [left, right] = [tokensOf(known), tokensOf(claimed)];
  return left.length === 0 || right.length === 0 || left.some((token) => right.includes(token)) || left.join('') === right.join('');
}
