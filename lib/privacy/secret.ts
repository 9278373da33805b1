// Keys and secrets that can be told by their form alone: provider prefixes, JSON web tokens, private keys in PEM.
import type { Meter, Reading, Recogniser } from './recogniser';
import { SECRET_FORMATS } from './secret-formats';

const FORMATS = new RegExp(`(?<![A-Za-z0-9_-])(?:${SECRET_FORMATS.join('|')})`, 'g');
/** Nothing of the list is shorter. */
const SHORTEST = 16;
/**
 * What each of the list has: the end of its prefix before a dash or underscore, or two or three letters of it. Five times as fast
 * over prose as the list itself. It holds for JSON text as well, where a blank may be written as an escape.
 */
const TRACE = /[kcpousrbtaemin28xXGf][-_]|(?:29|SG)\.|A(?:KI|SI|Iz|cc)|yJ|[Bb](?:earer|asic)[ \\]|-BEGIN/;
const PEM_BEGIN = /-----BEGIN [A-Z ]{0,24}PRIVATE KEY(?: BLOCK)?-----/g;
const PEM_END = '-----END ';
const PEM_REACH = 20_000;

export const secret: Recogniser = {
  id: 'secret',
  title: 'Keys and secrets',
  example: 'ghp_exampleexampleexampleexample0000',
  isChecksummed: false,
  words: null,
  isSafeInIds: true,
  find: { anchor: null, isWorthIt: (text) => text.length >= SHORTEST && TRACE.test(text), readings },
};

function* readings(text: string, meter: Meter): Generator<Reading> {
  meter.steps += text.length;
  FORMATS.lastIndex = 0;
  for (let match = FORMATS.exec(text); match; match = FORMATS.exec(text)) {
    meter.steps += match[0].length;
    const value = match.slice(1).find((part) => part !== undefined) ?? match[0];
    const end = match.index + match[0].lastIndexOf(value) + value.length;
    if (isReal(match[0], value)) yield { start: end - value.length, end, value, strength: 2 };
  }
  if (text.includes('PRIVATE KEY')) yield* privateKeys(text, meter);
}

/** A web token names its algorithm; basic credentials have a colon; a key of one repeated character is a placeholder. */
function isReal(match: string, value: string): boolean {
  if (new Set(value.replace(/^[a-z_-]{2,12}[-_]/i, '')).size < 5) return false;
  if (match.startsWith('eyJ')) return decoded(value.split('.')[0] ?? '').includes('"alg"');
  return /^[Bb]asic/.test(match) ? /^[\x20-\x7e]{1,128}:/.test(decoded(value)) : true;
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}

/** Up to the end line; without one (the text was cut) as far as a key can reach. */
function* privateKeys(text: string, meter: Meter): Generator<Reading> {
  PEM_BEGIN.lastIndex = 0;
  for (let match = PEM_BEGIN.exec(text); match; match = PEM_BEGIN.exec(text)) {
    const body = text.slice(match.index, match.index + PEM_REACH);
    const close = body.indexOf(PEM_END, match[0].length);
    const closeEnd = close === -1 ? -1 : body.indexOf('-----', close + PEM_END.length);
    const length = closeEnd === -1 ? body.length : closeEnd + 5;
    meter.steps += length;
    yield { start: match.index, end: match.index + length, value: body.slice(0, length), strength: 2 };
    PEM_BEGIN.lastIndex = match.index + length;
  }
}
