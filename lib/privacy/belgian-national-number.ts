// Belgian national register numbers: day of birth, order, and a key of 97; a 2 goes before those born since 2000.
import { isDay, modulo } from './checksum';
import { nationalId } from './national-id';

export const belgianNationalNumber = nationalId({
  id: 'be_national_number',
  title: 'Belgian national register number',
  example: '85.07.30-033.28',
  words: /\b(?:rijksregister|registre national|national (?:register )?number|insz|niss)/,
  pattern: '\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}\\.\\d{2}|\\d{11}',
  strength(plain, match) {
    const [year, month, day, key] = [plain.slice(0, 2), plain.slice(2, 4), plain.slice(4, 6), Number(plain.slice(9))].map(Number);
    if (!isDay(2000 + (year ?? 0), month ?? 0, day ?? 0)) return null;
    const number = plain.slice(0, 9);
    const isRight = 97 - modulo(number, 97) === key || 97 - modulo(`2${number}`, 97) === key;
    return isRight ? (match.includes('.') ? 0.9 : 0.4) : null;
  },
});
