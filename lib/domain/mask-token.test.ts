import { describe, expect, it } from 'vitest';
import { maskedValuesIn, TOKEN_LENGTH, TOKEN_LETTERS, withoutCutMark } from './mask-token';

const token = (letter: number) => `⟦email:tok_${(TOKEN_LETTERS[letter] as string).repeat(TOKEN_LENGTH)}⟧`;
const [first, second, third] = [token(0), token(1), token(2)];

describe('maskedValuesIn', () => {
  it('finds tokens in texts and in names of members, the most frequent first and of equals the one that stands first', () => {
    const value = { to: `${second} and ${first}`, list: [null, 7n, { [third]: true, cc: [first] }] };
    expect(maskedValuesIn(value)).toEqual([
      { token: first, type: 'email', count: 2 },
      { token: second, type: 'email', count: 1 },
      { token: third, type: 'email', count: 1 },
    ]);
  });

  it('leaves out what is in no vault, and knows no depth that is too deep', () => {
    let deep: unknown = `⟦email⟧ ${first}`;
    for (let depth = 0; depth < 20_000; depth++) deep = [deep];
    expect(maskedValuesIn(deep)).toEqual([{ token: first, type: 'email', count: 1 }]);
  });
});

describe('withoutCutMark', () => {
  it('takes the beginning of a mark off the end, and nothing else', () => {
    for (let length = 1; length < first.length; length++) expect(withoutCutMark(`to ${first.slice(0, length)}`)).toBe('to ');
    for (const whole of [`to ${first}`, `${first} and`, 'to', '', '⟦email⟧', '⟦Not a mark']) expect(withoutCutMark(whole)).toBe(whole);
  });
});
