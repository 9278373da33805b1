import { describe, expect, it } from 'vitest';
import { editText, typedValue } from './typed-value';

describe('an edited value', () => {
  it('keeps the type of the field', () => {
    expect(typedValue('41200', 41_250)).toBe(41_200);
    expect(typedValue(' false ', true)).toBe(false);
    expect(typedValue('41200', '41250')).toBe('41200');
    expect(typedValue('', null)).toBeNull();
    expect(typedValue('null', 5)).toBeNull();
  });

  it('becomes text where the text is no such value, so that nothing typed is lost', () => {
    expect(typedValue('41,200', 41_250)).toBe('41,200');
    expect(typedValue('about five', 5)).toBe('about five');
  });

  it('comes back unchanged when nothing was typed', () => {
    for (const value of ['a "b"', 5, 0.1, true, null, '007', '']) expect(typedValue(editText(value), value)).toEqual(value);
  });
});
