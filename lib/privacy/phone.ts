// Phone numbers: by the numbering plans of libphonenumber, with a country code anywhere, without one in the project's regions only.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import type { Recogniser, Surroundings } from './recogniser';

/** Number, extension and a bracketed trunk zero stay below this. */
const REACH = 34;
const MAX_SHORTENINGS = 3;

export const phone: Recogniser = {
  id: 'phone',
  title: 'Phone number',
  example: '+49 30 901820',
  isChecksummed: false,
  words:
    /\b(?:phone|tel\b|telephone|mobile|cell|call|fax|whatsapp|sms|ring|contact|reach|telefon|handy|anruf|rufen|t[ée]l[ée]phone|portable|appel|tel[ée]fono|m[óo]vil|llam|numero di|cellulare)/,
  find: {
    anchor: 'digits',
    // Without a country code, what goes on after a separator is a list of figures: looking numbers up in it would cost a second
    // for every 20 KB, and find none.
    pattern: /\(?\+\(?\d(?:[ .\-/()]{0,2}\d){6,16}(?![A-Za-z0-9_])|\(?\d(?:(?:[ .\-/]|\) ?| ?\()?\d){6,14}(?![A-Za-z0-9_]|[ .\-/]{1,2}\d)/y,
    reach: REACH,
    read(match, around) {
      // The end of a longer chain of figures, such as a DOI.
      if (/\d[./]$/.test(around.before)) return null;
      let candidate = match;
      for (let attempt = 0; attempt < MAX_SHORTENINGS; attempt++) {
        const found = readNumber(candidate, around);
        if (found) return { ...found, length: candidate.length };
        // What follows a number after a space may be another one.
        const cut = candidate.lastIndexOf(' ');
        if (cut < 8) return null;
        candidate = candidate.slice(0, cut);
      }
      return null;
    },
  },
};

function readNumber(text: string, { phoneRegions }: Surroundings): { value: string; strength: number } | null {
  const digits = text.replace(/\D/g, '');
  if (digits.length > 15) return null;
  if (text.startsWith('+') || text.startsWith('(+')) {
    const number = parsePhoneNumberFromString(text);
    return number?.isValid() ? { value: number.number, strength: 0.9 } : null;
  }
  if (digits.startsWith('00')) {
    const number = parsePhoneNumberFromString(`+${digits.slice(2)}`);
    return number?.isValid() ? { value: number.number, strength: 0.5 } : null;
  }
  // A date or an amount is no number of a subscriber.
  if (/^\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./]\d{4}/.test(text)) return null;
  for (const region of phoneRegions) {
    const number = parsePhoneNumberFromString(text, region as CountryCode);
    if (number?.isValid()) return { value: number.number, strength: formStrength(text, digits) };
  }
  return null;
}

/** A trunk zero or brackets with separators look like a number that people write down; bare digits look like anything. */
function formStrength(text: string, digits: string): number {
  if (/^\(\d{2,5}\) ?\d/.test(text)) return 0.55;
  if (/^\d{3}[-.]\d{3}[-.]\d{4}$/.test(text)) return 0.5;
  if (digits.startsWith('0') && /[ /-]/.test(text)) return 0.4;
  return 0.2;
}
