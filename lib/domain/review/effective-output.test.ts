import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveOutput, overridesInForce } from './effective-output';
import type { OutputOverride } from './output-override';
import type { Json } from '@/lib/domain/run/run';

const AT = '2026-01-01T00:00:00.000Z';
const minute = (n: number) => new Date(Date.parse(AT) + n * 60_000).toISOString();

function override(
  seq: number,
  change: OutputOverride['change'],
  target: OutputOverride['target'],
  before?: Json,
  after?: Json,
): OutputOverride {
  return { eventId: `e${seq}`, seq, at: minute(seq), claimId: null, target, change, before, after, decisionId: `d${seq}`, amends: null };
}
const field = (path: string): OutputOverride['target'] => ({ kind: 'field', path });
const range = (start: number, end: number): OutputOverride['target'] => ({ kind: 'range', range: [start, end] });

describe('the effective output of structured runs', () => {
  const original: Json = { total: '41,200', lines: [{ sum: 1 }, { sum: 2 }, { sum: 3 }], 'a/b': 1 };

  it('sets a field, takes a field away and leaves the original alone', () => {
    const before = structuredClone(original);
    const { output, applied } = effectiveOutput(original, [
      override(1, 'set', field('/total'), '41,200', '41,300'),
      override(2, 'remove', field('/a~1b'), 1),
      override(3, 'insert', field('/currency'), undefined, 'EUR'),
    ]);
    expect(output).toEqual({ total: '41,300', lines: [{ sum: 1 }, { sum: 2 }, { sum: 3 }], currency: 'EUR' });
    expect(applied).toHaveLength(3);
    expect(original).toEqual(before);
  });

  it('removes elements of a list without moving the ones that others name', () => {
    const { output } = effectiveOutput(original, [
      override(1, 'remove', field('/lines/0'), { sum: 1 }),
      override(2, 'set', field('/lines/2/sum'), 3, 30),
      override(3, 'remove', field('/lines/1'), { sum: 2 }),
    ]);
    expect(output).toEqual({ total: '41,200', lines: [{ sum: 30 }], 'a/b': 1 });
  });

  it('does not apply an override to a value that has changed since, and says so', () => {
    const { output, unapplied } = effectiveOutput(original, [
      override(1, 'set', field('/total'), '9', '10'),
      override(2, 'set', field('/gone'), 1, 2),
    ]);
    expect(output).toEqual(original);
    expect(unapplied.map(({ reason }) => reason)).toEqual(['original_differs', 'no_such_place']);
  });

  it('changes fields inside a text of JSON and keeps it a text', () => {
    expect(effectiveOutput('{\n  "total": 1\n}', [override(1, 'set', field('/total'), 1, 2)]).output).toBe('{\n  "total": 2\n}');
  });

  it('changes JSON in a fenced block and the sentences around it', () => {
    const text = 'Here it is. Sure.\n```json\n{"total":1,"tax":2}\n```\nAsk us.';
    const { output, unapplied } = effectiveOutput(text, [
      override(1, 'set', field('/total'), 1, 3),
      override(2, 'set', range(12, 17), 'Sure.', 'Gladly.'),
      override(3, 'remove', field('/tax'), 2),
    ]);
    expect(output).toBe('Here it is. Gladly.\n```json\n{"total":3}\n```\nAsk us.');
    expect(unapplied).toEqual([]);
  });

  it('cannot reach a prototype', () => {
    effectiveOutput({}, [
      override(1, 'insert', field('/__proto__/polluted'), undefined, true),
      override(2, 'insert', field('/__proto__'), undefined, { polluted: true }),
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('the effective output of prose', () => {
  const original = 'The fee is 40 EUR. It is due on Monday. Ask us.';

  it('replaces, removes and inserts, whatever the order of the events', () => {
    const overrides = [
      override(3, 'insert', { kind: 'position', at: 18 }, undefined, 'VAT is extra.'),
      override(1, 'set', range(0, 18), 'The fee is 40 EUR.', 'The fee is 45 EUR.'),
      override(2, 'remove', range(40, 47), 'Ask us.'),
    ];
    expect(effectiveOutput(original, overrides).output).toBe('The fee is 45 EUR. VAT is extra. It is due on Monday. ');
  });

  it('reports the older of two that touch the same words', () => {
    const { output, unapplied } = effectiveOutput(original, [
      override(1, 'set', range(0, 18), 'The fee is 40 EUR.', 'A'),
      override(2, 'set', range(4, 7), 'fee', 'price'),
    ]);
    expect(output).toBe('The price is 40 EUR. It is due on Monday. Ask us.');
    expect(unapplied.map(({ override: { seq }, reason }) => [seq, reason])).toEqual([[1, 'overlaps']]);
  });
});

describe('changes of mind', () => {
  it('a later "right" takes an earlier correction back, as of then it still stands', () => {
    const events = [override(1, 'set', field('/a'), 1, 2), override(2, 'keep', field('/a'), 1)];
    expect(effectiveOutput({ a: 1 }, events).output).toEqual({ a: 1 });
    expect(effectiveOutput({ a: 1 }, events, new Date(minute(1))).output).toEqual({ a: 2 });
    expect(effectiveOutput({ a: 1 }, events, new Date(minute(0))).output).toEqual({ a: 1 });
  });

  it('an amendment takes the whole decision out of force, also what it does not speak about', () => {
    const decision = [override(1, 'set', field('/a'), 1, 2), override(2, 'set', field('/b'), 1, 2)].map((one) => ({
      ...one,
      decisionId: 'd',
    }));
    const amendment = [{ ...override(3, 'keep', { kind: 'whole' }), amends: 'd' }, override(4, 'set', field('/b'), 1, 3)];
    expect(effectiveOutput({ a: 1, b: 1 }, [...decision, ...amendment]).output).toEqual({ a: 1, b: 3 });
    expect(effectiveOutput({ a: 1, b: 1 }, [...decision, ...amendment], new Date(minute(2))).output).toEqual({ a: 2, b: 2 });
  });

  it('records that nothing is correct, and that something is again', () => {
    const none = override(1, 'remove', { kind: 'whole' });
    expect(effectiveOutput({ a: 1 }, [none])).toMatchObject({ output: null, isNothingCorrect: true });
    expect(effectiveOutput({ a: 1 }, [none, override(2, 'keep', { kind: 'whole' })])).toMatchObject({
      output: { a: 1 },
      isNothingCorrect: false,
    });
  });
});

describe('properties of the fold', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd');
  const flat = fc.record({ a: fc.integer(), b: fc.string(), c: fc.boolean(), d: fc.constant(null) }) as fc.Arbitrary<{
    [key: string]: Json;
  }>;
  const edits = fc.array(
    fc.record({ key, change: fc.constantFrom('set', 'remove', 'keep'), value: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json> }),
    { maxLength: 12 },
  );
  const events = (original: { [key: string]: Json }, list: { key: string; change: string; value: Json }[]) =>
    list.map(({ key: name, change, value }, index) =>
      override(index + 1, change as OutputOverride['change'], field(`/${name}`), original[name], value),
    );

  it('depends on the set of events, not on the order in which they are read', () => {
    fc.assert(
      fc.property(flat, edits, fc.infiniteStream(fc.nat()), (original, list, noise) => {
        const all = events(original, list);
        const shuffled = all
          .map((event) => ({ event, rank: noise.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ event }) => event);
        expect(effectiveOutput(original, shuffled).output).toEqual(effectiveOutput(original, all).output);
      }),
    );
  });

  it('equals the last word on each field', () => {
    fc.assert(
      fc.property(flat, edits, (original, list) => {
        const expected: { [key: string]: Json } = { ...original };
        for (const name of Object.keys(original)) {
          const last = list.findLast((edit) => edit.key === name);
          if (last?.change === 'set') expected[name] = last.value;
          if (last?.change === 'remove') delete expected[name];
        }
        expect(effectiveOutput(original, events(original, list)).output).toEqual(expected);
      }),
    );
  });

  it('at a moment equals the fold of what had happened by then', () => {
    fc.assert(
      fc.property(flat, edits, fc.nat(13), (original, list, n) => {
        const all = events(original, list);
        expect(effectiveOutput(original, all, new Date(minute(n))).output).toEqual(effectiveOutput(original, all.slice(0, n)).output);
        expect(overridesInForce(all, new Date(minute(n)))).toEqual(overridesInForce(all.slice(0, n)));
      }),
    );
  });

  it('changes prose only inside the ranges that were corrected', () => {
    const sentence = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `${text.replace(/\s/g, '_')}.`);
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 8 }),
        fc.array(fc.option(fc.string(), { nil: null }), { minLength: 8, maxLength: 8 }),
        (sentences, replacements) => {
          const original = sentences.join('|');
          let at = 0;
          const overrides = sentences.flatMap((text, index) => {
            const start = at;
            at += text.length + 1;
            const replacement = replacements[index];
            return replacement === null || replacement === undefined
              ? []
              : [override(index + 1, 'set', range(start, start + text.length), text, replacement)];
          });
          const expected = sentences.map((text, index) => (overrides.length ? (replacements[index] ?? text) : text)).join('|');
          const { output, unapplied } = effectiveOutput(original, overrides);
          expect(unapplied).toEqual([]);
          expect(output).toBe(overrides.length ? expected : original);
        },
      ),
    );
  });
});
