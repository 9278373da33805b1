import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashPrefix, keyReference, loneMediaReference, mediaIdOf, mediaReference, mediaReferencesIn } from './media-reference';

const sha256 = createHash('sha256').update('x').digest('hex');
const id = createHash('sha256').update('x').digest('base64url').slice(0, 22);

it('stands inside any text and is read back', () => {
  const reference = mediaReference(sha256, 'image/png', 70);
  expect(mediaReferencesIn(JSON.stringify({ url: reference, more: [reference] }))).toEqual([
    { id: sha256, mediaType: 'image/png', byteSize: 70 },
    { id: sha256, mediaType: 'image/png', byteSize: 70 },
  ]);
  expect(loneMediaReference(reference)).toEqual({ id: sha256, mediaType: 'image/png', byteSize: 70 });
  expect(loneMediaReference(`see ${reference}`)).toBeNull();
  expect(mediaReferencesIn('media:sha256:short')).toEqual([]);
});

it('knows a Langfuse token by the beginning of the hash', () => {
  expect(mediaIdOf(sha256)).toBe(id);
  expect(sha256.startsWith(hashPrefix(id))).toBe(true);
  expect(hashPrefix(id)).toHaveLength(33);
  expect(mediaReferencesIn(`@@@langfuseMedia:type=audio/wav|id=${id}|source=bytes@@@`)).toEqual([
    { id: sha256.slice(0, 33), mediaType: 'audio/wav', byteSize: null },
  ]);
});

it('knows a medium by the key that its sender gave it', () => {
  const key = '0b6ad5c4-6f0e-4c1f-9d6b-3a5a2a1f7c11';
  expect(mediaReferencesIn(JSON.stringify({ url: keyReference(key, 'application/pdf') }))).toEqual([
    { id: key, mediaType: 'application/pdf', byteSize: null },
  ]);
  expect(loneMediaReference(keyReference(key, 'image/png'))).toEqual({ id: key, mediaType: 'image/png', byteSize: null });
});
