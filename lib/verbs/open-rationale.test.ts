import { expect, it } from 'vitest';
import { openRationale } from './open-rationale';

it('records nothing but that it happened', () => {
  expect(openRationale.read?.({})).toMatchObject({ note: null, reasonCode: null, body: {} });
  expect(() => openRationale.read?.({ text: 'x' })).toThrow();
});
