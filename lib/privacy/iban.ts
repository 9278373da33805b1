// IBAN: ISO 13616, the length of its country and mod 97 (ISO 7064).
import { modulo } from './checksum';
import type { Recogniser } from './recogniser';

/** SWIFT IBAN registry, lengths by country. */
const LENGTHS =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30';
const LENGTH_OF = new Map(LENGTHS.split(' ').map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]));

export const iban: Recogniser = {
  id: 'iban',
  title: 'IBAN',
  example: 'DE89 3704 0044 0532 0130 00',
  isChecksummed: true,
  words: /\b(?:iban|bank|account|konto|compte|cuenta)/,
  isSafeInIds: true,
  find: {
    anchor: 'letters',
    pattern: /[A-Z]{2} ?\d{2}(?:[ -]?[A-Z0-9]){11,31}/iy,
    reach: 72,
    read(match) {
      const length = LENGTH_OF.get(match.slice(0, 2).toUpperCase());
      if (length === undefined) return null;
      const end = endOf(match, length);
      if (end === null) return null;
      const plain = match.slice(0, end).replace(/[ -]/g, '').toUpperCase();
      const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
      return modulo(digits, 97) === 1 ? { value: plain.toLowerCase(), strength: 1, length: end } : null;
    },
  },
};

/** Where the country's length is reached; null when the text is shorter, or goes on without a separator. */
function endOf(text: string, length: number): number | null {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== ' ' && text[index] !== '-') count += 1;
    if (count === length) return /[A-Za-z0-9]/.test(text[index + 1] ?? ' ') ? null : index + 1;
  }
  return null;
}
