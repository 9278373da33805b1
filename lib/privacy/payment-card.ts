// Payment card numbers: Luhn, the ranges of the issuers with their lengths, and no word for an order or a trace in front.
import { digitsOf, isLuhn, isOneDigit } from './checksum';
import type { Recogniser } from './recogniser';

/** ISO/IEC 7812 ranges as the networks publish them: first digits, from and to, and the lengths that are given out. */
const ISSUERS: readonly { from: number; to: number; lengths: readonly number[] }[] = [
  { from: 4000, to: 4999, lengths: [13, 16, 19] },
  { from: 5100, to: 5599, lengths: [16] },
  { from: 2221, to: 2720, lengths: [16] },
  { from: 3400, to: 3499, lengths: [15] },
  { from: 3700, to: 3799, lengths: [15] },
  { from: 6011, to: 6011, lengths: [16, 19] },
  { from: 6440, to: 6599, lengths: [16, 19] },
  { from: 3528, to: 3589, lengths: [16, 19] },
  { from: 3000, to: 3059, lengths: [14, 16] },
  { from: 3600, to: 3699, lengths: [14, 16] },
  { from: 3800, to: 3999, lengths: [14, 16] },
  { from: 6200, to: 6299, lengths: [16, 17, 18, 19] },
  { from: 2200, to: 2204, lengths: [16, 17, 18, 19] },
  { from: 5018, to: 5018, lengths: [16] },
  { from: 5020, to: 5020, lengths: [16] },
  { from: 5038, to: 5038, lengths: [16] },
  { from: 6304, to: 6304, lengths: [16] },
  { from: 6759, to: 6763, lengths: [16] },
];

export const paymentCard: Recogniser = {
  id: 'card',
  title: 'Payment card number',
  example: '4111 1111 1111 1111',
  isChecksummed: true,
  words:
    /\b(?:card|visa|master ?card|amex|american express|discover|maestro|diners|jcb|unionpay|credit|debit|pan\b|kreditkarte|carte|tarjeta)/,
  find: {
    anchor: 'digits',
    pattern:
      /(?:\d{4}([ .-])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{3})?|\d{4}([ .-])\d{6}\2\d{4,5}|\d{13,19})(?![A-Za-z0-9_]|[-./][A-Za-z0-9]|[ ]\d{4}(?!\d))/y,
    reach: 30,
    read(match) {
      const digits = digitsOf(match);
      const head = Number(digits.slice(0, 4));
      const isIssued = ISSUERS.some(({ from, to, lengths }) => head >= from && head <= to && lengths.includes(digits.length));
      if (!isIssued || isOneDigit(digits) || !isLuhn(digits)) return null;
      return { value: digits, strength: digits.length === match.length ? 0.6 : 0.8 };
    },
  },
};
