import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSteps } from './align-steps';
import type { ComparableStep } from './comparable-run';
import { anySteps, chainOf, exampleStep as step } from './example-steps';

const SEED = { seed: 20261130 };
const named = (left: ComparableStep[], right: ComparableStep[]) =>
  Array.from(alignSteps(left, right).toRight, (r, l) => `${left[l]?.stepId}=${right[r]?.stepId ?? '-'}`);
const child = (id: string, extra: Parameters<typeof step>[1] = {}) => step(id, { depth: 1, ...extra });

const SENTENCES = [
  'the customer asks for a refund of invoice 4711',
  'search the policy for refund periods',
  'thirty days after delivery says page three',
  'the warehouse has not received the parcel',
  'write a polite answer in German',
  'check the tone of the answer',
];
const flat = (texts: readonly string[]) => [
  step('root', { kind: 'AGENT', name: 'agent' }),
  ...texts.map((asked, index) => child(`${index}`, { asked, name: 'turn' })),
];

describe('alignSteps', () => {
  it('pairs a renamed group by what stands below it', () => {
    const group = (id: string, name: string) => [
      step('root', { kind: 'AGENT', name: 'agent' }),
      step(id, { kind: 'CHAIN', name, depth: 1 }),
      step('a', { depth: 2, name: 'search', asked: SENTENCES[0] ?? '' }),
      step('b', { depth: 2, name: 'answer', asked: SENTENCES[1] ?? '' }),
    ];
    expect(named(group('g', 'lookup'), group('h', 'gather evidence'))).toEqual(['root=root', 'g=h', 'a=a', 'b=b']);
  });

  it('pairs a renamed step that was asked the same', () => {
    const one = [step('root'), child('x', { name: 'retrieve_docs', kind: 'TOOL', asked: SENTENCES[1] ?? '' })];
    const other = [step('root'), child('y', { name: 'fetchPolicies', kind: 'TOOL', asked: SENTENCES[1] ?? '' })];
    expect(named(one, other)).toEqual(['root=root', 'x=y']);
  });

  it('sees through a group that was put around some steps', () => {
    const plain = [
      step('root', { kind: 'AGENT', name: 'agent' }),
      ...['a', 'b', 'c'].map((id, index) => child(id, { asked: SENTENCES[index] ?? '' })),
    ];
    const grouped = [
      step('root', { kind: 'AGENT', name: 'agent' }),
      child('a', { asked: SENTENCES[0] ?? '' }),
      child('new', { kind: 'CHAIN', name: 'retry loop' }),
      step('b', { depth: 2, asked: `${SENTENCES[1]} now` }),
      step('c', { depth: 2, asked: `${SENTENCES[2]} now` }),
    ];
    expect(named(plain, grouped)).toEqual(['root=root', 'a=a', 'b=b', 'c=c']);
  });

  it('pairs a step that moved to another parent', () => {
    const groups = (below: 'first' | 'second') => {
      const moved = step('m', { depth: 2, kind: 'TOOL', name: 'search', asked: SENTENCES[3] ?? '' });
      const [one, two] = [
        child('first', { kind: 'CHAIN', name: 'plan', asked: SENTENCES[0] ?? '' }),
        child('second', { kind: 'CHAIN', name: 'act', asked: SENTENCES[4] ?? '' }),
      ];
      return [
        step('root', { kind: 'AGENT', name: 'agent' }),
        one,
        ...(below === 'first' ? [moved] : []),
        two,
        ...(below === 'second' ? [moved] : []),
      ];
    };
    expect(named(groups('first'), groups('second'))).toEqual(['root=root', 'first=first', 'm=m', 'second=second']);
  });

  it('keeps every other step together with its counterpart when steps are inserted, deleted or put in another order', () => {
    const shuffled = fc.shuffledSubarray([...SENTENCES.keys()], { minLength: 1 });
    fc.assert(
      fc.property(shuffled, (order) => {
        const right = flat(order.map((index) => SENTENCES[index] ?? ''));
        const pairs = alignSteps(flat(SENTENCES), right).toRight;
        order.forEach((index, place) => {
          expect(pairs[index + 1]).toBe(place + 1);
        });
      }),
      SEED,
    );
  });

  it('pairs every step of a run with itself', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        expect([...alignSteps(steps, steps).toRight]).toEqual([...steps.keys()]);
      }),
      SEED,
    );
  });

  it('gives each step one partner at most and says the same from both sides, for any graphs', () => {
    fc.assert(
      fc.property(anySteps, anySteps, (left, right) => {
        const there = alignSteps(left, right);
        const back = alignSteps(right, left);
        expect([...there.toRight]).toEqual([...back.toLeft]);
        expect(there.toRight).toHaveLength(left.length);
        there.toRight.forEach((r, l) => {
          if (r !== -1) expect(there.toLeft[r]).toBe(l);
        });
      }),
      SEED,
    );
  });

  it('takes chains 100,000 deep, with a change in the middle and one level less', () => {
    const started = performance.now();
    const [whole, changed] = [chainOf(100_000), chainOf(100_000, 50_000)];
    expect(alignSteps(whole, changed).toRight.every((r, l) => r === l)).toBe(true);
    const shorter = alignSteps(whole, chainOf(99_999));
    expect(shorter.toRight.filter((r) => r === -1)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(100_000);
  }, 240_000);

  it('takes lists of 100,000 steps of which every tenth is new and every eleventh is gone', () => {
    const list = (skip: (index: number) => boolean) => [
      step('root', { kind: 'AGENT', name: 'agent' }),
      ...Array.from({ length: 110_000 }, (_, index) => index)
        .filter((index) => !skip(index))
        .map((index) => child(`${index}`, { name: `tool ${index % 7}`, kind: 'TOOL', asked: `order ${index} of customer ${index % 97}` })),
    ];
    const [left, right] = [list((index) => index % 10 === 3), list((index) => index % 11 === 3)];
    const started = performance.now();
    const { toRight } = alignSteps(left, right);
    expect(performance.now() - started).toBeLessThan(100_000);
    const both = left.filter((_, place) => toRight[place] !== -1);
    expect(both.length).toBeGreaterThan(89_000);
    for (let place = 0; place < left.length; place += 997) {
      const partner = toRight[place] as number;
      const isThere = right.some(({ stepId }) => stepId === left[place]?.stepId);
      expect(partner === -1 ? null : right[partner]?.stepId).toBe(isThere ? left[place]?.stepId : null);
    }
  }, 240_000);
});
