// Chinese resident identity numbers: province, day of birth, and ISO 7064 MOD 11-2 (GB 11643-1999).
import { isDay, weightedSum } from './checksum';
import { nationalId } from './national-id';

const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/;

export const chineseResidentId = nationalId({
  id: 'cn_resident_id',
  title: 'Chinese resident identity number',
  example: '11010519491231002X',
  words: /身份证|\b(?:resident id|identity card|shenfenzheng)/,
  pattern: '\\d{17}[\\dX]',
  strength(plain) {
    const [year, month, day] = [Number(plain.slice(6, 10)), Number(plain.slice(10, 12)), Number(plain.slice(12, 14))];
    if (!PROVINCES.test(plain) || year < 1900 || year > 2099 || !isDay(year, month, day)) return null;
    const sum = weightedSum(plain, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    return '10X98765432'[sum % 11] === plain[17] ? 0.95 : null;
  },
});
