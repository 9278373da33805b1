// Passwords and keys of no known form: a word that announces one, and a value that is too irregular to be a word.
import type { Meter, Reading, Recogniser } from './recogniser';

const ANNOUNCED =
  /(?:pass(?:word|wd|phrase|code)?|pwd|secret|(?:api|access|private|signing|encryption|account)[ _-]?key|(?:auth|access|bearer|refresh|session|api)[ _-]?token|credentials?)["'\\]{0,3} {0,2}(?:is|was|:|=>?|->) {0,2}["'`\\]{0,3}([^\s"'`\\,;<>(){}[\]]{6,256})/gi;
const KEY_NAME =
  /\b(?:password|passwd|passphrase|pwd|secret|api key|apikey|access key|private key|(?:auth|access|refresh|session|api|bearer) token|credentials?)$/;
const WORTH = /pass|pwd|secret|key|token|credential/i;
const PLACEHOLDER =
  /^(?:x{3,}|\*{3,}|\.{3,}|null|none|true|false|undefined|required|redacted|changeme|example|string|your[-_ ].*|my[-_ ].*|\$.*|%.*|<.*)$/i;

export const credential: Recogniser = {
  id: 'credential',
  title: 'Passwords and keys by the words before them',
  example: 'password: Tr0ub4dor&3',
  isChecksummed: false,
  words: null,
  find: { anchor: null, isWorthIt: (text, keyWords = '') => WORTH.test(keyWords) || WORTH.test(text), readings },
};

function* readings(text: string, meter: Meter, keyWords = ''): Generator<Reading> {
  meter.steps += text.length;
  if (KEY_NAME.test(keyWords) && text.length <= 512 && !/\s/.test(text) && isIrregular(text, 2)) {
    yield { start: 0, end: text.length, value: text, strength: 1 };
    return;
  }
  ANNOUNCED.lastIndex = 0;
  for (let match = ANNOUNCED.exec(text); match; match = ANNOUNCED.exec(text)) {
    // Inside quotes the last sign belongs to it, elsewhere it ends the sentence.
    const start = match.index + match[0].length - (match[1] as string).length;
    const isQuoted = /["'`]/.test(text[start - 1] ?? '');
    const value = isQuoted ? (match[1] as string) : (match[1] as string).replace(/[.!?]$/, '');
    if (isIrregular(value, 2.5)) yield { start, end: start + value.length, value, strength: 1 };
  }
}

/** Two kinds of characters at least, and as many bits a character (Shannon) as asked for. */
function isIrregular(text: string, bits: number): boolean {
  if (text.length < 6 || PLACEHOLDER.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / text.length) * Math.log2(count / text.length);
  return kinds >= 2 && entropy >= bits;
}
