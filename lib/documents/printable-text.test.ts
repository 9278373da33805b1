import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printableText } from './printable-text';

const latin = (codePoint: number) => codePoint < 0x250;

describe('text for a font without every script', () => {
  it('names what it cannot show where it stands', () => {
    expect(printableText('Policy 退货政策 v2', latin)).toEqual({ text: 'Policy [4 characters: Han] v2', lost: 4, scripts: ['Han'] });
    expect(printableText('سياسة', latin)).toEqual({ text: '[5 characters: Arabic]', lost: 5, scripts: ['Arabic'] });
    expect(printableText('Größe naïve', latin)).toEqual({ text: 'Größe naïve', lost: 0, scripts: [] });
  });

  it('shows no character that turns the direction of others, even if the font has it', () => {
    expect(printableText('a\u202eb', () => true).text).toBe('a[1 character: other signs]b');
  });

  it('loses nothing without a mark: what is left and what is counted is everything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: shown, lost } = printableText(text, latin);
        const marks = [...shown.matchAll(/\[(\d+) characters?: [^\]]+\]/g)];
        const inMarks = marks.reduce((sum, mark) => sum + Number(mark[1]), 0);
        const kept = [...shown].length - marks.reduce((sum, mark) => sum + [...mark[0]].length, 0);
        // A text that itself looks like a mark would be miscounted: none has digits in brackets with our words.
        expect(inMarks).toBe(lost);
        expect(kept + lost).toBe([...text].length);
      }),
    );
  });
});
