// Dutch BSN: nine digits under the eleven test. One number in eleven passes it, so the words around it have to speak too.
import { isOneDigit, weightedSum } from './checksum';
import { nationalId } from './national-id';

export const dutchBsn = nationalId({
  id: 'nl_bsn',
  title: 'Dutch BSN',
  example: '111 222 333',
  words: /\b(?:bsn|burgerservicenummer|sofi)/,
  pattern: '\\d{3}([ .]?)\\d{3}\\1\\d{3}|\\d{4}\\.\\d{2}\\.\\d{3}',
  strength: (plain) => (!isOneDigit(plain) && weightedSum(plain, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 ? 0.2 : null),
});
