import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { callSurface } from './call-surface';
import { langfuseIngestion } from './langfuse-ingestion';

const bytes = Buffer.from('picture');
const hash = createHash('sha256').update(bytes);
const digest = hash.digest();
const asked = {
  traceId: 't',
  observationId: 'o',
  field: 'input',
  contentType: 'image/png',
  contentLength: 7,
  sha256Hash: digest.toString('base64'),
};

it('asks for an address by the hash, and says nothing of one when the bytes are known', () => {
  const reading = callSurface(langfuseIngestion, 'POST', '/api/public/media', asked);
  const mediaId = digest.toString('base64url').slice(0, 22);
  expect(reading.upload).toEqual({ sha256: digest.toString('hex') });
  expect(reading.answer({ rejected: [] })).toEqual({ status: 201, body: { mediaId, uploadUrl: null } });
  expect(reading.answer({ rejected: [], uploadUrl: 'http://x/' })).toEqual({ status: 201, body: { mediaId, uploadUrl: 'http://x/' } });
});

it.each([
  ['no hash', { ...asked, sha256Hash: 'eA==' }, /sha256Hash/],
  ['no size', { ...asked, contentLength: 0 }, /contentLength/],
  ['too large a size', { ...asked, contentLength: 17 * 1024 * 1024 }, /may have/],
])('is refused with %s', (_what, body, message) => {
  expect(() => callSurface(langfuseIngestion, 'POST', '/api/public/media', body)).toThrow(message);
});

it('takes the bytes that were announced and no others', () => {
  const path = `/api/public/media/upload/${digest.toString('hex')}`;
  expect(callSurface(langfuseIngestion, 'PUT', path, bytes, 'image/png').media).toEqual([{ bytes, mediaType: 'image/png' }]);
  expect(() => callSurface(langfuseIngestion, 'PUT', path, Buffer.from('other'), 'image/png')).toThrow(/another SHA-256/);
  expect(callSurface(langfuseIngestion, 'PATCH', '/api/public/media/abc', {}).answer({ rejected: [] }).status).toBe(200);
});
