// Texts as bytes, a few to one stretch of memory: a buffer for each text would cost more than the text.
import 'server-only';

const SLAB_BYTES = 256 * 1024;
/** UTF-8 of one code unit at most. */
const MAX_BYTES_A_UNIT = 3;

export interface PutTexts {
  bytes: Buffer;
  start: number;
  /** Where each of the texts ends. */
  ends: number[];
}

export class TextSlab {
  private bytes = Buffer.allocUnsafe(0);
  private used = 0;

  /** Writes the texts one behind the other with the byte `between` them. What was written before stays as it is. */
  put(texts: readonly string[], between: number): PutTexts {
    const units = texts.reduce((sum, { length }) => sum + length, 0);
    const most = units * MAX_BYTES_A_UNIT + texts.length;
    if (this.bytes.length - this.used < most) {
      this.bytes = Buffer.allocUnsafe(most > SLAB_BYTES ? bytesOf(texts) : SLAB_BYTES);
      this.used = 0;
    }
    const { bytes, used: start } = this;
    let at = start;
    const ends = texts.map((text, index) => {
      if (index > 0) {
        bytes[at] = between;
        at += 1;
      }
      at += bytes.write(text, at);
      return at;
    });
    this.used = at;
    return { bytes, start, ends };
  }
}

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), texts.length);
}
