// Parses JSON from outside: nesting is measured before anything is built, and whole numbers keep all their digits.
import { ExpectedError } from '@/lib/errors';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const COMMA = 0x2c;
/** From here on a 64-bit float may not give back every digit of a whole number. */
const UNSAFE_DIGITS = 16;

interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** As many as an OTLP request may hold: 6 MB of three million zeros took 17 s and half a gigabyte to store. */
export const MAX_VALUES = 1_000_000;

/**
 * The value of the text. Whole numbers that a 64-bit float would change come as text, with every digit. Throws 400 when the bytes are not UTF-8, not
 * JSON or nested deeper than `maxDepth`; with `onTooDeep`, what stands deeper is null instead, and the caller is told for each such
 * place. With `maxValues`, 413 when it holds more (what is empty counts as two): what is empty or short unfolds to twenty times its bytes. The scan is one pass over the
 * bytes and does not recurse.
 */
export function parseJsonText(
  bytes: Buffer,
  maxDepth: number,
  onTooDeep?: () => void,
  maxValues: number = Number.POSITIVE_INFINITY,
): unknown {
  const replacements = scan(bytes, maxDepth, onTooDeep, maxValues);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(replacements.length > 0 ? replaced(bytes, replacements) : text);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(`is not JSON${placeOf(error)}`);
    if (error instanceof TypeError) throw malformed('is not UTF-8 text');
    throw error;
  }
}

/** Where it breaks off, without the words of the engine: they repeat what stands there, and this sentence is kept and logged. */
function placeOf({ message }: SyntaxError): string {
  const at = /at position (\d+)/.exec(message)?.[1];
  return at === undefined ? (message.includes('end of JSON') ? ': it ends too early' : '') : `: it breaks off at character ${at}`;
}

/** Whole numbers that a double may not hold, and what is nested too deep. */
function scan(bytes: Buffer, maxDepth: number, onTooDeep: (() => void) | undefined, maxValues: number): Replacement[] {
  const found: Replacement[] = [];
  let depth = 0;
  let values = 1;
  let deepStart = -1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === COMMA) values += 1;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      values += 1;
      if (depth > maxDepth && !onTooDeep) throw tooDeep(maxDepth);
      if (depth === maxDepth + 1) deepStart = at;
    } else if (byte === 0x5d || byte === 0x7d) {
      if (depth === maxDepth + 1) {
        found.push({ start: deepStart, end: at + 1, text: 'null' });
        onTooDeep?.();
      }
      depth -= 1;
    } else if (depth <= maxDepth && (byte === MINUS || isDigit(byte))) {
      const end = endOfNumber(bytes, at);
      const number = end - at >= UNSAFE_DIGITS ? bytes.toString('latin1', at, end) : '';
      if (isUnsafeInteger(number)) found.push({ start: at, end, text: `"${number}"` });
      at = end - 1;
    }
    if (values > maxValues) throw tooMany(maxValues);
  }
  if (depth > maxDepth) throw tooDeep(maxDepth);
  return found;
}

/** The closing quote of the text that opens at `start`, or the end of the bytes. */
function endOfText(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    at = bytes.indexOf(QUOTE, at + 1);
    if (at < 0) return bytes.length;
    let slashes = 0;
    while (bytes[at - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
}

function endOfNumber(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && (isDigit(bytes[at] as number) || [0x2e, 0x65, 0x45, 0x2b, MINUS].includes(bytes[at] as number))) at += 1;
  return at;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isUnsafeInteger(text: string): boolean {
  return /^-?\d+$/.test(text) && String(Number(text)) !== text;
}

function replaced(bytes: Buffer, replacements: readonly Replacement[]): string {
  const parts: Buffer[] = [];
  let from = 0;
  for (const { start, end, text } of replacements) {
    parts.push(bytes.subarray(from, start), Buffer.from(text));
    from = end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts).toString('utf8');
}

function tooDeep(maxDepth: number): ExpectedError {
  return malformed(`is nested deeper than ${maxDepth} levels`);
}

function tooMany(maxValues: number): ExpectedError {
  return new ExpectedError('invalid', 'too_large', `The body holds more than ${maxValues} values. Send smaller batches.`, { status: 413 });
}

function malformed(what: string): ExpectedError {
  return new ExpectedError('invalid', 'malformed', `The body ${what}.`, { status: 400 });
}
