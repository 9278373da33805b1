// Parses JSON from outside: nesting is measured before anything is built, and whole numbers keep all their digits.
import { ExpectedError } from '@/lib/errors';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
/** From here on a 64-bit float may not give back every digit of a whole number. */
const UNSAFE_DIGITS = 16;

/**
 * The value of the text. Whole numbers that a 64-bit float would change come as text, with every digit. Throws 400 when the bytes are not UTF-8, not
 * JSON or nested deeper than `maxDepth`. The scan is one pass over the bytes and does not recurse.
 */
export function parseJsonText(bytes: Buffer, maxDepth: number): unknown {
  const unsafe = scan(bytes, maxDepth);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(unsafe.length > 0 ? quoteNumbers(bytes, unsafe) : text);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(`is not JSON: ${error.message}`);
    if (error instanceof TypeError) throw malformed('is not UTF-8 text');
    throw error;
  }
}

/** Byte ranges of whole numbers that a double may not hold. */
function scan(bytes: Buffer, maxDepth: number): { start: number; end: number }[] {
  const unsafe: { start: number; end: number }[] = [];
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > maxDepth) throw malformed(`is nested deeper than ${maxDepth} levels`);
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    else if (byte === MINUS || isDigit(byte)) {
      const end = endOfNumber(bytes, at);
      if (end - at >= UNSAFE_DIGITS && isUnsafeInteger(bytes.toString('latin1', at, end))) unsafe.push({ start: at, end });
      at = end - 1;
    }
  }
  return unsafe;
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

function quoteNumbers(bytes: Buffer, ranges: { start: number; end: number }[]): string {
  const parts: Buffer[] = [];
  const quote = Buffer.from('"');
  let from = 0;
  for (const { start, end } of ranges) {
    parts.push(bytes.subarray(from, start), quote, bytes.subarray(start, end), quote);
    from = end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts).toString('utf8');
}

function malformed(what: string): ExpectedError {
  return new ExpectedError('invalid', 'malformed', `The body ${what}.`, { status: 400 });
}
