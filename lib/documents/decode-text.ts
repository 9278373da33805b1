// Bytes of a text document to a string. The bytes alone decide the encoding, so the same bytes give the same text for ever.
import { storableText } from '@/lib/domain/storable-json';

/** The text without a byte order mark, or null when the bytes are no text. UTF-8, UTF-16 with a mark, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string | null {
  const encoding = markedEncoding(bytes);
  const text = encoding ? decode(bytes, encoding, false) : (decode(bytes, 'utf-8', true) ?? decode(bytes, statedEncoding(bytes), false));
  return text === null || isBinary(text) ? null : storableText(text);
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** What an HTML page says of itself in its first kilobyte; Windows-1252 where nothing is said. */
function statedEncoding(bytes: Uint8Array): string {
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? 'windows-1252';
}

function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string | null {
  if (encoding === 'windows-1252') return decodeWindows1252(bytes);
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch (error) {
    // An encoding name that nobody knows: read it as the web does.
    return error instanceof RangeError ? decodeWindows1252(bytes) : null;
  }
}

/** Bytes 0x80 to 0x9F. Some releases of Node 20 decode them as Latin-1, and the same bytes must give the same text for ever. */
const WINDOWS_1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/\p{Cc}/gu, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80) || character);
}

/** Text has next to no control characters. A stray NUL is kept as U+FFFD, a file full of them is something else. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 65_536);
  const controls = [...sample].filter((character) => character < ' ' && !/\s/.test(character)).length;
  return controls > 8 + sample.length / 200;
}
