import { describe, expect, it } from 'vitest';
import { delimitedMessages, type Framing, framingOf } from './delimited-messages';
import { all } from './test-folder';

/** A request with one list entry of `size` bytes. */
const message = (size: number) => Buffer.concat([Buffer.from([0x0a]), varint(size), Buffer.alloc(size, 0x7a)]);
const varint = (value: number): Buffer =>
  value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value & 127) | 128]), varint(value >>> 7)]);
const fixed32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer).reverse();
const MESSAGES = [message(3), message(300), message(9_000), message(0)];
const FILES: Record<Framing, Buffer> = {
  fixed32: Buffer.concat(MESSAGES.flatMap((one) => [fixed32(one.length), one])),
  varint: Buffer.concat(MESSAGES.flatMap((one) => [varint(one.length), one])),
  message: Buffer.concat(MESSAGES),
};
async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe.each(Object.entries(FILES) as [Framing, Buffer][])('protobuf messages in the form %s', (framing, file) => {
  it('are told from the other forms by their beginning', () => {
    expect(framingOf(file.subarray(0, 64 * 1024), file.length)).toBe(framing);
    expect(framingOf(file.subarray(0, 40), file.length)).toBe(framing);
  });

  it.each([1, 7, 4096])('are found in chunks of %i bytes, and behind any of them', async (size) => {
    const found = await all(delimitedMessages(inChunks(file, size), framing, { end: 0, number: 0 }));
    expect(found.map(({ bytes }) => bytes.length)).toEqual(MESSAGES.map(({ length }) => length));
    expect(Buffer.concat(found.map(({ bytes }) => bytes))).toEqual(Buffer.concat(MESSAGES));
    const second = found[1] ?? { end: 0, number: 0 };
    expect(await all(delimitedMessages(inChunks(file.subarray(second.end), size), framing, second))).toEqual(found.slice(2));
  });

  it('that end in the middle are said so, after those before them', async () => {
    const found: number[] = [];
    const reading = async () => {
      for await (const { number } of delimitedMessages(inChunks(file.subarray(0, 350), 100), framing, { end: 0, number: 0 }))
        found.push(number);
    };
    await expect(reading()).rejects.toThrow('in the middle of message 3');
    expect(found).toEqual([1, 2]);
  });
});

describe('a file of something else', () => {
  it('is refused', () => {
    expect(() => framingOf(Buffer.from('GIF89a and more'), 15)).toThrow('no file of OTLP messages');
  });
});
