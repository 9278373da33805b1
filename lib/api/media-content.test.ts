import { describe, expect, it } from 'vitest';
import { mediaContentResponse } from './media-content';

const sha256 = 'ab'.repeat(32);
const of = (mediaType: string, headers: Record<string, string> = {}) =>
  mediaContentResponse(new Request('http://x/', { headers }), { sha256, mediaType, bytes: new Uint8Array([1, 2, 3, 4]) });

describe('media out of a trace', () => {
  it.each(['image/png', 'image/jpeg', 'audio/wav', 'application/pdf'])('%s is shown in place', (type) => {
    const { headers } = of(type);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('content-disposition')).toMatch(/^inline/);
  });

  it.each(['image/svg+xml', 'text/html', 'application/xhtml+xml', 'text/xml', 'application/octet-stream', 'image/png; x'])(
    '%s is a download without a type',
    (type) => {
      const { headers } = of(type);
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-disposition')).toMatch(/^attachment/);
    },
  );

  it('runs nothing, is not guessed at and stays in our origin', () => {
    const { headers } = of('image/png');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('answers ranges and what has not changed', async () => {
    const part = of('audio/wav', { range: 'bytes=1-2' });
    expect([part.status, part.headers.get('content-range'), [...new Uint8Array(await part.arrayBuffer())]]).toEqual([
      206,
      'bytes 1-2/4',
      [2, 3],
    ]);
    expect(of('audio/wav', { range: 'bytes=9-' }).status).toBe(416);
    expect(of('image/png', { 'if-none-match': `"${sha256}"` }).status).toBe(304);
  });
});
