// The frame that recognisers of national numbers share.
import type { Anchor, Recogniser } from './recogniser';

interface NationalId {
  id: string;
  title: string;
  example: string;
  words: RegExp;
  anchor?: Anchor;
  /** Without flags; must consume all of it. What follows may not be a letter, a digit, or a separator with a digit behind it. */
  pattern: string;
  /** Takes the text without separators, in upper case. Strength when it proves right; null when it does not. */
  strength(plain: string, match: string): number | null;
}

/** A number that is part of a longer chain is not looked at: the chain is something else. */
const END = '(?![A-Za-z0-9_]|[-./][A-Za-z0-9])';
const LONGEST = 24;

export function nationalId({ id, title, example, words, anchor = 'digits', pattern, strength }: NationalId): Recogniser {
  return {
    id,
    title,
    example,
    isChecksummed: true,
    words,
    find: {
      anchor,
      pattern: new RegExp(`(?:${pattern})${END}`, 'iy'),
      reach: LONGEST,
      read(match) {
        const plain = match.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
        const sure = strength(plain, match);
        return sure === null ? null : { value: plain.toLowerCase(), strength: sure };
      },
    },
  };
}
