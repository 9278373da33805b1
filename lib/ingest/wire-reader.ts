// Reads the protobuf wire format from bytes that nobody vouches for: every length is checked, nothing recurses, nothing is generated.
import { isUtf8 } from 'node:buffer';
import { knownName, MAX_KNOWN_NAME } from './known-name';

/** The bytes are not what protobuf allows. The message says where. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

export const WIRE = { varint: 0, fixed64: 1, bytes: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

/** Unknown groups may hold groups; deeper than this they are refused. */
const MAX_GROUP_DEPTH = 32;
const TWO_32 = 4_294_967_296;

export class WireReader {
  position = 0;
  end: number;
  /** Number and wire type of the field that `next` came to. */
  field = 0;
  type = 0;
  /** Texts met so far that are not UTF-8; their bad bytes were replaced by U+FFFD. */
  badTexts = 0;

  constructor(private readonly bytes: Buffer) {
    this.end = bytes.length;
  }

  /** Goes to the next field of the current message; false at its end. */
  next(): boolean {
    if (this.position >= this.end) return false;
    const { low } = this.varint();
    this.field = low >>> 3;
    this.type = low & 7;
    if (this.field === 0) throw new WireError(`field number 0 at byte ${this.position}`);
    return true;
  }

  /** Opens the message of the current field; give what it returns to `leave`. */
  enter(): number {
    const outer = this.end;
    const length = this.length();
    this.end = this.position + length;
    return outer;
  }

  leave(outer: number): void {
    this.position = this.end;
    this.end = outer;
  }

  text(): string {
    const stop = this.length() + this.position;
    const text = this.bytes.toString('utf8', this.position, stop);
    if (text.includes('\uFFFD') && !isUtf8(this.bytes.subarray(this.position, stop))) this.badTexts += 1;
    this.position = stop;
    return text;
  }

  /** The same for the name of an attribute: the few that come with every span are decoded once. */
  name(): string {
    const start = this.position;
    const length = this.length();
    const from = this.position;
    this.position = start;
    const known = length > MAX_KNOWN_NAME ? undefined : knownName(this.bytes, from, length);
    if (known === undefined) return this.text();
    this.position = from + length;
    return known;
  }

  hex(): string {
    const stop = this.length() + this.position;
    const text = this.bytes.toString('hex', this.position, stop);
    this.position = stop;
    return text;
  }

  base64(): string {
    const stop = this.length() + this.position;
    const text = this.bytes.toString('base64', this.position, stop);
    this.position = stop;
    return text;
  }

  double(): number {
    this.expect(WIRE.fixed64);
    return this.bytes.readDoubleLE(this.advance(8));
  }

  fixed64(): bigint {
    this.expect(WIRE.fixed64);
    return this.bytes.readBigUInt64LE(this.advance(8));
  }

  fixed32(): number {
    this.expect(WIRE.fixed32);
    return this.bytes.readUInt32LE(this.advance(4));
  }

  /** An unsigned number of at most 32 bits (counts, enums); higher bits are dropped, as protobuf does. */
  uint32(): number {
    this.expect(WIRE.varint);
    return this.varint().low;
  }

  /** A signed 64-bit number: exact as a number where a double can hold it, as a bigint otherwise. */
  int64(): number | bigint {
    this.expect(WIRE.varint);
    const { low, high } = this.varint();
    const signed = (high | 0) * TWO_32 + low;
    return Number.isSafeInteger(signed) ? signed : BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
  }

  /** Passes over the current field whatever it is. */
  skip(): void {
    if (this.type !== WIRE.startGroup) {
      this.skipValue();
      return;
    }
    let depth = 1;
    while (depth > 0) {
      if (!this.next()) throw new WireError('a group does not end');
      if (this.type === WIRE.startGroup) depth += 1;
      else if (this.type === WIRE.endGroup) depth -= 1;
      else this.skipValue();
      if (depth > MAX_GROUP_DEPTH) throw new WireError(`groups are nested deeper than ${MAX_GROUP_DEPTH}`);
    }
  }

  private skipValue(): void {
    if (this.type === WIRE.varint) this.varint();
    else if (this.type === WIRE.fixed64) this.advance(8);
    else if (this.type === WIRE.bytes) this.advance(this.length());
    else if (this.type === WIRE.fixed32) this.advance(4);
    else throw new WireError(`wire type ${this.type} at byte ${this.position}`);
  }

  /** The length of the current field's bytes, proven to lie within the current message. */
  private length(): number {
    this.expect(WIRE.bytes);
    const { low, high } = this.varint();
    if (high !== 0 || low > this.end - this.position)
      throw new WireError(`a length of ${high * TWO_32 + low} at byte ${this.position} points past the end`);
    return low;
  }

  private expect(type: number): void {
    if (this.type !== type) throw new WireError(`field ${this.field} has wire type ${this.type} instead of ${type}`);
  }

  private advance(count: number): number {
    const start = this.position;
    if (count > this.end - start) throw new WireError(`the message ends in the middle of a value at byte ${start}`);
    this.position = start + count;
    return start;
  }

  private readonly pair = { low: 0, high: 0 };

  /** The result is reused by the next call. */
  private varint(): { low: number; high: number } {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.position >= this.end) throw new WireError('the message ends in the middle of a number');
      const byte = this.bytes[this.position++] as number;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else high |= bits << 31;
      if (byte < 0x80) {
        this.pair.low = low >>> 0;
        this.pair.high = high >>> 0;
        return this.pair;
      }
    }
    throw new WireError(`a number longer than ten bytes at byte ${this.position}`);
  }
}
