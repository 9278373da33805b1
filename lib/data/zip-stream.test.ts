import { randomBytes } from 'node:crypto';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zipStream } from './zip-stream';
import type { ZipFile } from './zip-stream';

const read = async (stream: ReadableStream<Uint8Array>) => unzipSync(new Uint8Array(await new Response(stream).arrayBuffer()));

it('packs whole files, files in pieces and empty ones', async () => {
  const large = randomBytes(300_000);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < large.length; at += 7000) yield large.subarray(at, at + 7000);
  }
  async function* files(): AsyncGenerator<ZipFile> {
    yield { name: 'a.txt', content: Buffer.from('hello') };
    yield { name: 'empty', content: new Uint8Array() };
    yield { name: 'deep/large.bin', content: pieces() };
    yield { name: 'z', content: Buffer.alloc(100_000, 'z') };
  }
  const found = await read(zipStream(files()));
  expect(Object.keys(found)).toEqual(['a.txt', 'empty', 'deep/large.bin', 'z']);
  expect(Buffer.from(found['deep/large.bin'] ?? []).equals(large)).toBe(true);
  expect(found.z).toHaveLength(100_000);
});

it('reads no further than its reader, and lets go when the reader leaves', async () => {
  let made = 0;
  let isReleased = false;
  async function* files(): AsyncGenerator<ZipFile> {
    try {
      for (; made < 1000; made += 1) yield { name: `f${made}`, content: randomBytes(1000) };
    } finally {
      isReleased = true;
    }
  }
  const reader = zipStream(files()).getReader();
  await reader.read();
  await reader.read();
  expect(made).toBeLessThan(10);
  await reader.cancel();
  expect(isReleased).toBe(true);
});

it('breaks off loudly when a file cannot be read', async () => {
  async function* files(): AsyncGenerator<ZipFile> {
    yield { name: 'a', content: Buffer.from('a') };
    throw new Error('the database went away');
  }
  await expect(read(zipStream(files()))).rejects.toThrow('the database went away');
});
