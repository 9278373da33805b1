import fc from 'fast-check';
import { expect, it } from 'vitest';
import { knownName, MAX_KNOWN_NAME } from './known-name';

it('gives for ASCII what the bytes say, however many names take turns, and nothing for other bytes', () => {
  const name = fc.oneof(
    fc.constantFrom('a.b', 'b.a', 'gen_ai.system', ''),
    fc.string({ maxLength: MAX_KNOWN_NAME }),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(name, { minLength: 50, maxLength: 200 }), (names) => {
      for (const text of [...names, ...names]) {
        const bytes = Buffer.from(`[${text}]`);
        expect(knownName(bytes, 1, bytes.length - 2)).toBe(/^[\0-\x7f]*$/.test(text) ? text : undefined);
      }
    }),
    { numRuns: 10, seed: 5 },
  );
});

it('tells apart names that fall on one place', () => {
  const names = Array.from({ length: 5000 }, (_, index) => `name.${index}`);
  for (const name of [...names, ...names]) expect(knownName(Buffer.from(name), 0, name.length)).toBe(name);
});
