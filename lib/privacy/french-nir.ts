// French social security numbers (NIR): sex, year, month, place, order, and a key of 97.
import { modulo } from './checksum';
import { nationalId } from './national-id';

export const frenchNir = nationalId({
  id: 'fr_nir',
  title: 'French social security number',
  example: '2 55 08 14 168 025 38',
  words: /\b(?:nir|s[ée]curit[ée] sociale|insee|carte vitale)/,
  pattern: '[123478] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}',
  strength(plain) {
    const month = Number(plain.slice(3, 5));
    if (month === 0 || (month > 12 && month < 20) || (month > 42 && month < 50)) return null;
    // Corsica's letters count as numbers: 2A is 19, 2B is 18.
    const number = plain.slice(0, 13).replace('2A', '19').replace('2B', '18');
    if (!/^\d{13}$/.test(number)) return null;
    return 97 - modulo(number, 97) === Number(plain.slice(13)) ? 0.75 : null;
  },
});
