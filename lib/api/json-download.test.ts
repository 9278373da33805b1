import { describe, expect, it } from 'vitest';
import { jsonDownload } from './json-download';

describe('jsonDownload', () => {
  it('gives every character, pairs at the seams included', async () => {
    const text = JSON.stringify({ long: `${'a'.repeat(256 * 1024 - 10)}😀${'漢'.repeat(300_000)}😀` });
    expect(await jsonDownload(text, 'x').text()).toBe(text);
  });

  it('makes any id a file name', () => {
    expect(jsonDownload('1', 'a/b"c\r\n步-output.json').headers.get('content-disposition')).toBe(
      'attachment; filename="a_b_c___-output.json"',
    );
  });
});
