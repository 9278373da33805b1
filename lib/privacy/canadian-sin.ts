// Canadian social insurance numbers: nine digits under Luhn. One in ten passes, so the words around it have to speak too.
import { isLuhn, isOneDigit } from './checksum';
import { nationalId } from './national-id';

export const canadianSin = nationalId({
  id: 'ca_sin',
  title: 'Canadian social insurance number',
  example: '130 692 544',
  words: /\b(?:sin\b|social insurance|nas\b|assurance sociale)/,
  pattern: '[1-79]\\d{2}([- ]?)\\d{3}\\1\\d{3}',
  strength: (plain) => (!isOneDigit(plain) && isLuhn(plain) ? 0.2 : null),
});
