import { describe, expect, it } from 'vitest';
import { isSameOrigin, ownOrigin } from './same-origin';

const fixed = { publicUrl: 'https://review.example', isProxyTrusted: false };
const local = { publicUrl: undefined, isProxyTrusted: false };
const asks = (headers: Record<string, string>, own = fixed as typeof fixed | typeof local) => isSameOrigin(new Headers(headers), own);

describe('isSameOrigin', () => {
  it('accepts what our own pages send', () => {
    expect(asks({ origin: 'https://review.example', 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(asks({ origin: 'https://review.example' })).toBe(true);
    expect(asks({ 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(asks({ origin: 'http://localhost:3000', host: 'localhost:3000' }, local)).toBe(true);
  });

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site that hides its fetch metadata', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a sandboxed frame with metadata', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['nothing that proves anything', {}],
    ['a sibling subdomain', { origin: 'https://docs.review.example', 'sec-fetch-site': 'same-site' }],
    ['the same host over http', { origin: 'http://review.example' }],
    ['a forged Host when the address is fixed', { origin: 'https://evil.example', host: 'evil.example' }],
    ['a forged forwarded host', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
    ['a typed address', { 'sec-fetch-site': 'none' }],
  ])('refuses %s', (_name, headers) => {
    expect(asks(headers as Record<string, string>)).toBe(false);
  });

  it('believes forwarded headers only from a trusted proxy', () => {
    const headers = new Headers({ host: '10.0.0.1:3000', 'x-forwarded-host': 'review.example', 'x-forwarded-proto': 'https' });
    expect(ownOrigin(headers, local)).toBe('http://10.0.0.1:3000');
    expect(ownOrigin(headers, { publicUrl: undefined, isProxyTrusted: true })).toBe('https://review.example');
  });
});
