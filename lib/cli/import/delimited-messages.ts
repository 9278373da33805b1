// Protobuf messages of a file: with a length of four bytes before each (the collector's file exporter), with a varint, or one alone.
import { ImportFailure } from './import-source';

export type Framing = 'fixed32' | 'varint' | 'message';

export interface FoundMessage {
  bytes: Buffer;
  number: number;
  end: number;
}

const MAX_MESSAGE_BYTES = 48 * 1024 * 1024;
/** Field 1, length-delimited: the list that an OTLP request consists of. */
const LIST_TAG = 0x0a;

/**
 * How the messages follow each other. A request consists of nothing but fields with the tag 0x0a, so its length and the byte behind
 * it tell the forms apart.
 */
export function framingOf(head: Buffer, size: number): Framing {
  if (head.length >= 5 && head.readUInt32BE(0) <= size - 4 && head[4] === LIST_TAG) return 'fixed32';
  if (head[0] === LIST_TAG) {
    const field = varintAt(head, 1);
    const next = field === null ? -1 : field.end + field.value;
    if (next === size || (next < head.length && head[next] === LIST_TAG) || (next >= head.length && next < size)) return 'message';
  }
  const first = varintAt(head, 0);
  if (first && first.end + first.value <= size && head[first.end] === LIST_TAG) return 'varint';
  throw new ImportFailure('This is no file of OTLP messages in protobuf: neither a length nor a message stands at its beginning.');
}

/** A message alone is given out one list entry at a time: each of them is a request by itself. */
export async function* delimitedMessages(
  chunks: AsyncIterable<Buffer>,
  framing: Framing,
  from: { end: number; number: number },
): AsyncGenerator<FoundMessage> {
  let held: Buffer = Buffer.alloc(0);
  let { end, number } = from;
  for await (const chunk of chunks) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    let at = 0;
    for (let frame = frameAt(held, at, framing); frame; frame = frameAt(held, at, framing)) {
      if (frame.end - frame.start > MAX_MESSAGE_BYTES)
        throw new ImportFailure(
          `Message ${number + 1} says that it is ${frame.end - frame.start} bytes long. The server takes 48 MiB; is the file whole?`,
        );
      if (frame.end > held.length) break;
      number += 1;
      yield { bytes: Buffer.from(held.subarray(frame.start, frame.end)), number, end: end + frame.end };
      at = frame.end;
    }
    held = held.subarray(at);
    end += at;
  }
  if (held.length > 0) throw new ImportFailure(`The file ends in the middle of message ${number + 1}. What came before it was sent.`);
}

/** The next message, as far as its header can be read. */
function frameAt(bytes: Buffer, at: number, framing: Framing): { start: number; end: number } | null {
  if (framing === 'fixed32') {
    if (bytes.length < at + 4) return null;
    return { start: at + 4, end: at + 4 + bytes.readUInt32BE(at) };
  }
  if (framing === 'varint') {
    const length = varintAt(bytes, at);
    return length && { start: length.end, end: length.end + length.value };
  }
  if (at < bytes.length && bytes[at] !== LIST_TAG) throw new ImportFailure(`Byte ${at} of the message is not what OTLP has there.`);
  const length = varintAt(bytes, at + 1);
  return length && { start: at, end: length.end + length.value };
}

function varintAt(bytes: Buffer, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let index = 0; index < 5; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 128 ** index;
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  throw new ImportFailure('A length in the file is longer than five bytes: it is no file of OTLP messages in protobuf.');
}
