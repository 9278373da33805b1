import { describe, expect, it } from 'vitest';
import { piecesOf } from './hidden-characters';

const codes = (text: string) => piecesOf(text).flatMap(({ code }) => code ?? []);

describe('hidden characters', () => {
  it('are shown by code where they would mislead', () => {
    expect(codes('pay \u202E0001\u202C EUR')).toEqual(['U+202E', 'U+202C']);
    expect(codes('re\u200Bfund, \u2066x\u2069, so\u00ADft, \uFEFF')).toEqual(['U+200B', 'U+2066', 'U+2069', 'U+00AD', 'U+FEFF']);
    expect(codes('tag \u{E0041}')).toEqual(['U+E0041']);
    expect(codes('bell \u0007 escape \u001B[31m')).toEqual(['U+0007', 'U+001B']);
  });

  it('leave ordinary text alone: right-to-left words, line breaks, emoji of several people, joined Indic letters', () => {
    expect(codes('مرحبا بالعالم\nשלום\t你好')).toEqual([]);
    expect(codes('👩‍👩‍👧')).toEqual([]);
    expect(codes('क्‍ष می‌خواهم')).toEqual([]);
  });

  it('show a joiner between Latin letters', () => {
    expect(codes('ad\u200Dmin')).toEqual(['U+200D']);
  });

  it('lose nothing', () => {
    const text = 'a\u202Eb\u200Bc';
    const pieces = piecesOf(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map((piece) => piece.start)).toEqual([0, 1, 2, 3, 4]);
  });
});
