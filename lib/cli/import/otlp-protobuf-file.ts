// A file of OTLP requests in protobuf as a source. The messages go on as they stand.
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Json } from '@/lib/domain/run/run';
import { WIRE, WireError, WireReader } from '@/lib/ingest/wire-reader';
import { delimitedMessages, framingOf } from './delimited-messages';
import { type ImportEntry, type ImportSource, refusal } from './import-source';
import { firstBytes, type OpenedFile, openFile } from './read-chunks';

const HEAD_BYTES = 512;
const SNIFF_BYTES = 64 * 1024;

export async function otlpProtobufFile(path: string, signal: 'traces' | 'logs'): Promise<ImportSource> {
  const file = openFile(path);
  const head = await firstBytes(file, SNIFF_BYTES);
  const framing = file.size === 0 ? 'fixed32' : framingOf(head, file.isGzip ? Number.MAX_SAFE_INTEGER : file.size);
  const hash = createHash('sha256').update(head.subarray(0, HEAD_BYTES)).digest('hex');
  return {
    key: JSON.stringify(['otlp-protobuf', resolve(path), hash, signal]),
    label: path,
    followUp: async (position) => ((position as { size?: number } | null)?.size === file.size ? null : position),
    async *read(position: Json | null): AsyncGenerator<ImportEntry> {
      const from = (position as { end: number; number: number } | null) ?? { end: 0, number: 0 };
      for await (const { bytes, number, end } of delimitedMessages(file.chunks(from.end), framing, from)) {
        yield { ...entryOf(bytes, `message ${number}`, signal), position: { end, number, size: file.size }, ...shareOf(file, end) };
      }
    },
  };
}

function shareOf(file: OpenedFile, end: number): { share?: number } {
  const share = file.share(end);
  return share === undefined ? {} : { share };
}

function entryOf(bytes: Buffer, place: string, signal: 'traces' | 'logs'): Pick<ImportEntry, 'items' | 'refusals'> {
  try {
    const count = countRecords(bytes);
    if (count === 0) return { items: [], refusals: [] };
    return {
      items: [{ surface: signal === 'traces' ? 'spans-protobuf' : 'logs-protobuf', payload: bytes, count, place, id: null }],
      refusals: [],
    };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { items: [], refusals: [refusal(place, null, 'malformed', error.message)] };
  }
}

/** Requests of traces and logs have the same nesting: resource (1), scope (2), record (2). */
function countRecords(bytes: Buffer): number {
  const reader = new WireReader(bytes);
  let count = 0;
  const within = (field: number, visit: () => void) => {
    while (reader.next()) {
      if (reader.field !== field || reader.type !== WIRE.bytes) reader.skip();
      else visit();
    }
  };
  const entered = (visit: () => void) => () => {
    const outer = reader.enter();
    visit();
    reader.leave(outer);
  };
  const record = () => {
    count += 1;
    reader.skip();
  };
  within(
    1,
    entered(() =>
      within(
        2,
        entered(() => within(2, record)),
      ),
    ),
  );
  return count;
}
