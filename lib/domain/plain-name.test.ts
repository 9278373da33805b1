import { describe, expect, it } from 'vitest';
import { plainNameSchema, toPlainName } from './plain-name';

const schema = plainNameSchema(20);

describe('a plain name', () => {
  it.each(['Ada', ' Ada ', 'محمد القرطبي', '李小龍', 'نمی‌خواهم', 'Zoë O’Neil-Ø'])('may be %s', (name) => {
    expect(schema.parse(name)).toBe(name.trim());
  });

  it.each(['', '   ', 'a'.repeat(21), 'evil\u202Egnp.exe', 'a\u2066b', 'a\u0000b', 'a\nb', 'a\uD800', 'tag\u{E0041}'])(
    'may not be %j',
    (name) => {
      expect(schema.safeParse(name).success).toBe(false);
    },
  );

  it('is made of a foreign one by leaving out what hides', () => {
    expect(toPlainName(' evil\u202Egnp.exe\u0000 ', 8)).toBe('evilgnp.');
  });
});
