// Makes digits, spaces and dashes of other scripts and keyboards plain, one character for one, so that offsets stay.

const UNUSUAL = /[\u0660-\u0669\u06f0-\u06f9\u00a0\u2007\u2009\u202f\u2010-\u2015\u2212\uff01-\uff5e]/;
const EACH_UNUSUAL = new RegExp(UNUSUAL.source, 'g');

/** The text with full-width forms, Arabic digits, hard spaces and dashes in ASCII; the same text where there are none. */
export function foldText(text: string): string {
  return UNUSUAL.test(text) ? text.replace(EACH_UNUSUAL, plain) : text;
}

function plain(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
  if (code >= 0x2010 && code !== 0x202f) return '-';
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
  return ' ';
}
