import { describe, expect, it } from 'vitest';
import { safeNextPath } from './next-path';

describe('safeNextPath', () => {
  it.each(['/demo/queue', '/demo/runs?q=a%20b&x=1', '/a/../b', '/demo/items/1#c1'])('keeps %s', (path) => {
    expect(safeNextPath(path)).toBe(new URL(path, 'http://x').href.slice('http://x'.length));
  });

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/\n//evil.example',
    'demo',
  ])('refuses %j', (path) => {
    expect(safeNextPath(path)).toBe('/');
  });
});
