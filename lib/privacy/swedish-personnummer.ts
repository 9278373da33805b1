// Swedish personal numbers: day of birth and Luhn over the last ten digits; 60 is added to the day of coordination numbers.
import { isDay, isLuhn } from './checksum';
import { nationalId } from './national-id';

export const swedishPersonnummer = nationalId({
  id: 'se_personnummer',
  title: 'Swedish personal number',
  example: '811228-9874',
  words: /\b(?:personnummer|personnr|samordningsnummer|personal (?:identity )?number)/,
  pattern: '(?:19|20)?\\d{6}[-+]?\\d{4}',
  strength(plain, match) {
    const ten = plain.slice(-10);
    const day = Number(ten.slice(4, 6));
    if (!isDay(2000 + Number(ten.slice(0, 2)), Number(ten.slice(2, 4)), day > 60 ? day - 60 : day) || !isLuhn(ten)) return null;
    return /[-+]/.test(match) ? 0.6 : 0.3;
  },
});
