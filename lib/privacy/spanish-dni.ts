// Spanish DNI and NIE: the number mod 23 gives the letter.
import type { Recogniser } from './recogniser';
import { nationalId } from './national-id';

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const words = /\b(?:dni|nie\b|nif|documento nacional|identidad)/;

function strengthOf(number: string, letter: string, match: string): number | null {
  if (LETTERS[Number(number) % 23] !== letter) return null;
  return match === match.toUpperCase() ? 0.55 : 0.2;
}

export const spanishDni: Recogniser = nationalId({
  id: 'es_dni',
  title: 'Spanish DNI',
  example: '12345678Z',
  words,
  pattern: '\\d{8}[- ]?[A-Z]',
  strength: (plain, match) => strengthOf(plain.slice(0, 8), plain.slice(8), match),
});

export const spanishNie: Recogniser = nationalId({
  id: 'es_nie',
  title: 'Spanish NIE (foreign residents)',
  example: 'X1234567L',
  words,
  anchor: 'letters',
  pattern: '[XYZ][- ]?\\d{7}[- ]?[A-Z]',
  strength: (plain, match) => strengthOf(`${'XYZ'.indexOf(plain[0] as string)}${plain.slice(1, 8)}`, plain.slice(8), match),
});
