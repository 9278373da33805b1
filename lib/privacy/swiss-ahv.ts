// Swiss AHV numbers: 756 and an EAN-13 check digit.
import { isEan13 } from './checksum';
import { nationalId } from './national-id';

export const swissAhv = nationalId({
  id: 'ch_ahv',
  title: 'Swiss AHV number',
  example: '756.9217.0769.85',
  words: /\b(?:ahv|avs\b|sozialversicherung|navs)/,
  pattern: '756\\.\\d{4}\\.\\d{4}\\.\\d{2}|756\\d{10}',
  strength: (plain, match) => (isEan13(plain) ? (match.includes('.') ? 0.95 : 0.55) : null),
});
