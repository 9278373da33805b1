// UK national insurance numbers: letters and prefixes that are not used, and the suffix A to D.
import { nationalId } from './national-id';

const UNUSED = new Set(['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ']);

export const ukNino = nationalId({
  id: 'uk_nino',
  title: 'UK national insurance number',
  example: 'JG 10 37 59 A',
  words: /\b(?:nino|national insurance|ni (?:no|number))/,
  anchor: 'letters',
  pattern: '[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]',
  strength(plain, match) {
    if (UNUSED.has(plain.slice(0, 2))) return null;
    return match.includes(' ') ? 0.7 : match === match.toUpperCase() ? 0.55 : 0.2;
  },
});
