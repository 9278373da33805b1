// Italian codice fiscale: sixteen characters, the last one computed from the others by two tables.
import { nationalId } from './national-id';

const ODD: Record<string, number> = Object.fromEntries(
  [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23].flatMap((value, index) => [
    [String.fromCharCode(65 + index), value],
    ...(index < 10 ? [[String(index), value]] : []),
  ]),
);

export const italianCodiceFiscale = nationalId({
  id: 'it_codice_fiscale',
  title: 'Italian codice fiscale',
  example: 'RSSMRA85T10A562S',
  words: /\b(?:codice fiscale|c\.?f\.|fiscal code)/,
  anchor: 'letters',
  // People with equal codes get letters in place of digits (omocodia).
  pattern: '[A-Z]{6}[\\dLMNP-V]{2}[A-EHLMPRST][\\dLMNP-V]{2}[A-Z][\\dLMNP-V]{3}[A-Z]',
  strength(plain) {
    let sum = 0;
    for (let index = 0; index < 15; index++) {
      const character = plain[index] as string;
      const even = character >= 'A' ? character.charCodeAt(0) - 65 : Number(character);
      sum += index % 2 === 0 ? (ODD[character] ?? 0) : even;
    }
    return String.fromCharCode(65 + (sum % 26)) === plain[15] ? 0.95 : null;
  },
});
