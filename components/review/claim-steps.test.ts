import { describe, expect, it } from 'vitest';
import { stepFrom } from './claim-steps';

const order = ['a', 'b', 'c', 'd'];
const any = () => true;

describe('steps between claims', () => {
  it('begin at the first, or at the last going back', () => {
    expect(stepFrom(order, null, 1, any)).toBe('a');
    expect(stepFrom(order, null, -1, any)).toBe('d');
  });

  it('go around the end', () => {
    expect(stepFrom(order, 'd', 1, any)).toBe('a');
    expect(stepFrom(order, 'a', -1, any)).toBe('d');
  });

  it('pass over claims that need no work and stop when none does', () => {
    expect(stepFrom(order, 'a', 1, (id) => id === 'd')).toBe('d');
    expect(stepFrom(order, 'd', 1, (id) => id === 'd')).toBeNull();
    expect(stepFrom([], null, 1, any)).toBeNull();
  });
});
