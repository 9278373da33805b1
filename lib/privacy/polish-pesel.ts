// Polish PESEL: day of birth with the century in the month, and a weighted sum.
import { isDay, weightedSum } from './checksum';
import { nationalId } from './national-id';

const CENTURIES = [1900, 2000, 2100, 2200, 1800];

export const polishPesel = nationalId({
  id: 'pl_pesel',
  title: 'Polish PESEL',
  example: '44051401359',
  words: /\bpesel/,
  pattern: '\\d{11}',
  strength(plain) {
    const month = Number(plain.slice(2, 4));
    const year = (CENTURIES[Math.floor(month / 20)] ?? 0) + Number(plain.slice(0, 2));
    if (!isDay(year, month % 20, Number(plain.slice(4, 6)))) return null;
    return weightedSum(plain, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 ? 0.35 : null;
  },
});
