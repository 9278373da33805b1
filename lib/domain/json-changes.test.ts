import { expect, it } from 'vitest';
import { jsonChanges } from './json-changes';

it('gives values that may go to a browser, whatever their keys are called', () => {
  const [change] = jsonChanges([], [{ role: 'system', valueOf: { deep: [1] } }]);
  const right = change?.right as { valueOf: object };
  expect(change).toEqual({ path: '/0', kind: 'added', left: null, right: { role: 'system', valueOf: { deep: [1] } } });
  expect(Object.getPrototypeOf(right)).toBe(Object.prototype);
  expect(Object.getPrototypeOf(right.valueOf)).toBe(Object.prototype);
});
