import { describe, expect, it } from 'vitest';
import { OutOfTime, withinTime } from './within-time';

const endless = () => /^(?:a+)+$/u.test(`${'a'.repeat(60)}!`);

describe('work within a limit of time', () => {
  it('gives what the work gives, and throws what it throws', () => {
    expect(withinTime(1000, () => [1, 2].map((n) => n * 2))).toEqual([2, 4]);
    expect(() =>
      withinTime(1000, () => {
        throw new RangeError('mine');
      }),
    ).toThrow(RangeError);
  });

  it('ends a loop and a pattern that backtracks for ever, and goes on working', () => {
    expect(() => withinTime(50, endless)).toThrow(OutOfTime);
    expect(() =>
      withinTime(50, () => {
        for (;;);
      }),
    ).toThrow(OutOfTime);
    expect(withinTime(50, () => 'fine')).toBe('fine');
  });

  it('nests: the inner limit ends the inner work only', () => {
    const outcome = withinTime(5000, () => {
      try {
        return withinTime(50, endless);
      } catch (error) {
        return error instanceof OutOfTime ? 'inner cut' : 'other';
      }
    });
    expect(outcome).toBe('inner cut');
    expect(() => withinTime(50, () => withinTime(5000, endless))).toThrow(OutOfTime);
  });
});
