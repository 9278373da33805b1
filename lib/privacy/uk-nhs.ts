// UK NHS numbers: ten digits, mod 11.
import { isOneDigit, weightedSum } from './checksum';
import { nationalId } from './national-id';

export const ukNhs = nationalId({
  id: 'uk_nhs',
  title: 'UK NHS number',
  example: '943 476 5919',
  words: /\b(?:nhs|patient (?:no|number|id))/,
  pattern: '\\d{3}([- ]?)\\d{3}\\1\\d{4}',
  strength(plain) {
    const check = (11 - (weightedSum(plain, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return check === Number(plain[9]) && !isOneDigit(plain) ? 0.2 : null;
  },
});
