// US social security numbers: no check digit, so the ranges that were never given out, the form and the words around it decide.
import { nationalId } from './national-id';

/** Printed in advertisements and on sample cards. */
const FAMOUS = new Set(['078051120', '219099999', '123456789', '987654321']);

export const usSsn = nationalId({
  id: 'us_ssn',
  title: 'US social security number',
  example: '536-22-1845',
  words: /\b(?:ssn|social security|soc\.? sec|ss#|taxpayer)/,
  pattern: '\\d{3}([- ]?)\\d{2}\\1\\d{4}',
  strength(plain, match) {
    const [area, group, serial] = [plain.slice(0, 3), plain.slice(3, 5), plain.slice(5)];
    if (area === '000' || area === '666' || area >= '900' || group === '00' || serial === '0000' || FAMOUS.has(plain)) return null;
    return match.includes('-') ? 0.6 : match.includes(' ') ? 0.3 : 0.15;
  },
});
