import { describe, expect, it } from 'vitest';
import { checkChangeSchema } from './check-setting';

describe('a change of a check', () => {
  it('is refused with an unknown severity, a misspelt field or a reason that cannot be stored', () => {
    const change = { is_enabled: true, severity: null };
    expect(checkChangeSchema.parse(change)).toEqual({ ...change, reason: '', recheck: false });
    for (const wrong of [{ severity: 'fatal' }, { enabled: true }, { reason: 'a\0b' }, { reason: 'x'.repeat(501) }])
      expect(checkChangeSchema.safeParse({ ...change, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  });
});
