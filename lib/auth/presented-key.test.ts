import { describe, expect, it } from 'vitest';
import { presentedKey } from './presented-key';

const key = 'cs_abc_s3cret_with-under_scores';
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

describe('presentedKey', () => {
  it.each([
    ['a bearer token', { authorization: `Bearer ${key}` }],
    ['a bearer token in lower case', { authorization: `bearer   ${key} ` }],
    ['x-api-key', { 'x-api-key': key }],
    ['api_key', { api_key: key }],
    ['the bare key', { authorization: key }],
    ['Helicone-Auth', { authorization: 'Bearer sk-of-the-model', 'helicone-auth': `Bearer ${key}` }],
    ['a Basic password with any user', { authorization: basic('pk-lf-anything', key) }],
    ["a key beside somebody else's authorization", { authorization: 'Bearer gateway-token', 'x-api-key': key }],
  ])('finds %s', (_name, headers) => {
    expect(presentedKey(new Headers(headers as Record<string, string>))).toBe(key);
  });

  it('keeps colons of a Basic password', () => {
    expect(presentedKey(new Headers({ authorization: basic('u', 'a:b:c') }))).toBe('a:b:c');
  });

  it.each([
    {},
    { authorization: 'Bearer' },
    { authorization: 'Digest abc' },
    { authorization: 'Basic bm9jb2xvbg==' },
    { 'x-api-key': ' ' },
  ])('finds nothing in %j', (headers) => {
    expect(presentedKey(new Headers(headers as Record<string, string>))).toBeNull();
  });
});
