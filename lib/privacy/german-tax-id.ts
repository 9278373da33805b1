// German tax identification numbers: eleven digits, one digit of the first ten twice or three times, ISO 7064 MOD 11,10.
import { isMod1110 } from './checksum';
import { nationalId } from './national-id';

export const germanTaxId = nationalId({
  id: 'de_tax_id',
  title: 'German tax identification number',
  example: '86 095 742 719',
  words: /\b(?:steuer|tax id|tax identification|idnr|tin\b)/,
  pattern: '[1-9]\\d ?\\d{3} ?\\d{3} ?\\d{3}',
  strength(plain) {
    const counts = [...'0123456789'].map((digit) => plain.slice(0, 10).split(digit).length - 1);
    const repeated = counts.filter((count) => count > 1);
    const isSpread = repeated.length === 1 && (repeated[0] === 2 || (repeated[0] === 3 && !/(\d)\1\1/.test(plain.slice(0, 10))));
    return isSpread && isMod1110(plain) ? 0.55 : null;
  },
});
