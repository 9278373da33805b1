import { expect, it } from 'vitest';
import { bareJson, plainJson } from './bare-json';

const VALUE = JSON.parse('{"valueOf":[{"toString":1,"__proto__":{"a":2}}],"b":null}');

it('takes prototypes away at every depth and gives them back', () => {
  const bare = bareJson(VALUE) as { valueOf: object[] };
  expect(Object.getPrototypeOf(bare)).toBeNull();
  expect(Object.getPrototypeOf(bare.valueOf[0])).toBeNull();
  const plain = plainJson(bare as never) as { valueOf: object[] };
  expect(Object.getPrototypeOf(plain.valueOf[0])).toBe(Object.prototype);
  expect(JSON.stringify(plain)).toBe(JSON.stringify(VALUE));
});

it('leaves what is no object as it is', () => {
  for (const value of [null, 0, '', 'valueOf', true, []]) expect([bareJson(value), plainJson(value)]).toEqual([value, value]);
});
