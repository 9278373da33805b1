import { expect, it } from 'vitest';
import { Presence } from './presence';

it('a project is alone until another one sends, and again when the other has been quiet for a while', () => {
  let now = 0;
  const presence = new Presence(() => now);
  presence.note('a');
  expect(presence.isAlone('a')).toBe(true);
  now = 1000;
  presence.note('b');
  expect(presence.isAlone('a')).toBe(false);
  now = 5900;
  presence.note('a');
  expect(presence.isAlone('a')).toBe(false);
  now = 6100;
  expect(presence.isAlone('a')).toBe(true);
  expect(presence.isAlone('b')).toBe(false);
});
