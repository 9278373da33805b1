import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from './stable-json';

/** Written out by the rule itself. */
function byRule(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(byRule).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${byRule(value[key] ?? null)}`).join(',')}}`;
}

it('writes the keys of every object in code unit order, names that look like an index and __proto__ among them', () => {
  const key = fc.oneof(fc.constantFrom('b', 'a', '10', '9', '1e3', '__proto__', 'é', 'A', ''), fc.string());
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value')),
    object: fc.array(fc.tuple(key, tie('value'))).map((entries) => Object.fromEntries(entries)),
  }));
  fc.assert(
    fc.property(value, (sample) => {
      expect(stableJson(sample as Json)).toBe(byRule(sample as Json));
    }),
    { numRuns: 500, seed: 41 },
  );
});

it('does not change what it is given, and passes over members without a value', () => {
  const value = { b: [{ d: 1, c: undefined }], a: -0 } as unknown as Json;
  expect(stableJson(value)).toBe('{"a":0,"b":[{"d":1}]}');
  expect(Object.keys(value as object)).toEqual(['b', 'a']);
});
