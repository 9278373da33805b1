import { expect, it } from 'vitest';
import { directionOf } from './text-direction';

it.each([
  ['يمكن للعملاء', 'rtl'],
  ['45 – שלום', 'rtl'],
  ['EUR 45 مرحبا', 'ltr'],
  ['你好', 'ltr'],
  ['123 …', 'ltr'],
  ['', 'ltr'],
])('%s → %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});
