// Indian Aadhaar numbers: twelve digits under Verhoeff. One in ten passes, so the words around it have to speak too.
import { isOneDigit, isVerhoeff } from './checksum';
import { nationalId } from './national-id';

export const indianAadhaar = nationalId({
  id: 'in_aadhaar',
  title: 'Indian Aadhaar number',
  example: '2341 2341 2346',
  words: /\b(?:aadhaar|aadhar|uidai)/,
  pattern: '[2-9]\\d{3}([- ]?)\\d{4}\\1\\d{4}',
  strength: (plain) => (!isOneDigit(plain) && isVerhoeff(plain) ? 0.25 : null),
});
