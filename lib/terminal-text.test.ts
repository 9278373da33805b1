import { describe, expect, it } from 'vitest';
import { terminalJson, terminalLines, terminalText } from './terminal-text';

const CONTROLS = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).filter((one) => /\p{Cc}/u.test(one));

describe('text for terminals', () => {
  it('writes every control character of C0 and C1 as its number', () => {
    expect(CONTROLS).toHaveLength(65);
    for (const control of CONTROLS) {
      const code = control.charCodeAt(0).toString(16);
      expect(terminalText(`a${control}b`)).toBe(`a\\u{${code}}b`);
      expect(terminalJson({ a: control })).not.toMatch(/\p{Cc}/u);
      expect(JSON.parse(terminalJson({ a: control }))).toEqual({ a: control });
    }
  });

  it.each([
    ['the clipboard (OSC 52)', '\u001b]52;c;cm0gLXJmIH4=\u0007'],
    ['a link (OSC 8)', '\u001b]8;;https://example.test\u001b\\text\u001b]8;;\u001b\\'],
    ['a colour (CSI)', '\u001b[31mred\u001b[0m'],
    ['an eight-bit CSI', '\u009b2J'],
    ['text that turns', '\u202Etxt.exe\u2066'],
    ['a hidden word', 'a\u200b\u{E0041}b'],
    ['half of a pair', 'a\ud800'],
  ])('takes the effect of %s', (_what, text) => {
    expect(terminalText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202E\u2066\u200B\u{E0041}]/u);
    expect(terminalJson([text])).not.toMatch(/[\p{Cc}\p{Cs}\u202E\u2066\u200B\u{E0041}]/u);
    expect(JSON.parse(terminalJson([text]))).toEqual([text]);
  });

  it('keeps words of every script, and the line ends of our own lay-out', () => {
    expect(terminalText('Grüße, 世界, नमस्ते, 👋🏽')).toBe('Grüße, 世界, नमस्ते, 👋🏽');
    expect(terminalLines('one\ntwo\r')).toBe('one\ntwo\\u{d}');
  });
});
