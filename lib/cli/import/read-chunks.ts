// The bytes of a file from a position on; gzip is unpacked on the way and positions count unpacked bytes.
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { terminalText } from '@/lib/terminal-text';
import { ImportFailure } from './import-source';

export interface OpenedFile {
  path: string;
  /** On disk. */
  size: number;
  isGzip: boolean;
  /** Unpacked bytes from a position on. */
  chunks(from: number): AsyncIterable<Buffer>;
  /** How much of the file lies before an unpacked position; undefined for gzip, where it is not known. */
  share(position: number): number | undefined;
}

const CHUNK_BYTES = 256 * 1024;

export function openFile(path: string): OpenedFile {
  const size = sizeOf(path);
  const head = headOf(path);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  if (head.readUInt32LE(0) === 0xfd2fb528)
    throw new ImportFailure(`${terminalText(path)} is packed with zstd. Unpack it first: zstd -d ${terminalText(path)}`);
  return {
    path,
    size,
    isGzip,
    chunks: (from) => (isGzip ? unpacked(path, from) : plain(path, from)),
    share: (position) => (isGzip || size === 0 ? undefined : Math.min(1, position / size)),
  };
}

async function* plain(path: string, from: number): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { start: from, highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
}

async function* unpacked(path: string, from: number): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on('error', (error) => gunzip.destroy(error));
  let before = from;
  try {
    for await (const chunk of file.pipe(gunzip) as AsyncIterable<Buffer>) {
      if (before >= chunk.length) before -= chunk.length;
      else {
        yield before > 0 ? chunk.subarray(before) : chunk;
        before = 0;
      }
    }
  } catch (error) {
    throw new ImportFailure(`${terminalText(path)} cannot be unpacked: ${(error as Error).message}. What came before that was sent.`);
  } finally {
    file.destroy();
  }
}

/** At most `count` bytes from the beginning, unpacked. */
export async function firstBytes(file: OpenedFile, count: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of file.chunks(0)) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= count) break;
  }
  return Buffer.concat(parts).subarray(0, count);
}

function sizeOf(path: string): number {
  try {
    const { size, isFile } = ((stats) => ({ size: stats.size, isFile: stats.isFile() }))(statSync(path));
    if (!isFile) throw new ImportFailure(`${terminalText(path)} is not a file. Name the files one by one.`);
    return size;
  } catch (error) {
    if (error instanceof ImportFailure) throw error;
    throw new ImportFailure(`${terminalText(path)} cannot be read (${String((error as { code?: unknown }).code)}).`);
  }
}

function headOf(path: string): Buffer {
  const head = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, 4, 0);
  } finally {
    closeSync(file);
  }
  return head;
}
