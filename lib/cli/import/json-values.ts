// The JSON values of a file, one at a time: one per line, or the elements of one list, whatever the size of the file.
import type { OpenedFile } from './read-chunks';

export interface FoundValue {
  /** The text of one value; null when it is longer than may be held. */
  bytes: Buffer | null;
  /** Counted from 1. */
  number: number;
  /** Unpacked bytes up to the end of the value: reading may go on from here. */
  end: number;
  /** False for what stands at the end of the file without its line end. */
  isEnded: boolean;
}

/** The door takes 64 MiB at once. */
const MAX_VALUE_BYTES = 48 * 1024 * 1024;

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** Lines that hold more than white space. A line that is too long is passed over without being held. */
export async function* jsonLines(
  file: OpenedFile,
  from: { end: number; number: number },
  maxBytes = MAX_VALUE_BYTES,
): AsyncGenerator<FoundValue> {
  const piece = new Piece(maxBytes);
  let { end, number } = from;
  for await (const chunk of file.chunks(end)) {
    let at = 0;
    for (;;) {
      const newline = chunk.indexOf(NEWLINE, at);
      if (newline < 0) break;
      piece.add(chunk.subarray(at, newline));
      end += newline + 1 - at;
      at = newline + 1;
      number += 1;
      if (!piece.isBlank) yield { bytes: piece.take(), number, end, isEnded: true };
      piece.clear();
    }
    piece.add(chunk.subarray(at));
    end += chunk.length - at;
  }
  if (!piece.isBlank) yield { bytes: piece.take(), number: number + 1, end, isEnded: false };
}

/**
 * The elements of the one list that the file is. Brackets and quotes are counted, nothing is parsed: an element that is not JSON is
 * found by its reader.
 */
export async function* jsonElements(
  file: OpenedFile,
  from: { end: number; number: number },
  maxBytes = MAX_VALUE_BYTES,
): AsyncGenerator<FoundValue> {
  const piece = new Piece(maxBytes);
  let { end, number } = from;
  // Going on after an element: the list is open already, and a comma stands next.
  let depth = end > 0 ? 1 : 0;
  let isText = false;
  let isEscaped = false;
  for await (const chunk of file.chunks(end)) {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isText = false;
        continue;
      }
      if (byte === QUOTE) isText = true;
      else if (byte === 0x5b || byte === 0x7b) {
        depth += 1;
        if (depth === 1) start = at + 1;
      } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
      const isEnd = (byte === COMMA && depth === 1) || (depth === 0 && byte === 0x5d);
      if (!isEnd) continue;
      piece.add(chunk.subarray(start, at));
      start = at + 1;
      if (!piece.isBlank) {
        number += 1;
        // The separator is read again by whoever goes on here.
        yield { bytes: piece.take(), number, end: end + at + (byte === COMMA ? 1 : 0), isEnded: true };
      }
      piece.clear();
      if (depth === 0) return;
    }
    if (depth > 0) piece.add(chunk.subarray(start));
    end += chunk.length;
  }
  if (!piece.isBlank) yield { bytes: piece.take(), number: number + 1, end, isEnded: false };
}

/** Bytes of one value over several chunks. */
class Piece {
  private parts: Buffer[] = [];
  private size = 0;
  isBlank = true;

  constructor(private readonly maxBytes: number) {}

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.isBlank &&= !part.some((byte) => byte > 0x20);
    this.size += part.length;
    if (this.size > this.maxBytes) this.parts = [];
    else this.parts.push(part);
  }

  take(): Buffer | null {
    return this.size > this.maxBytes ? null : Buffer.concat(this.parts);
  }

  clear(): void {
    this.parts = [];
    this.size = 0;
    this.isBlank = true;
  }
}
