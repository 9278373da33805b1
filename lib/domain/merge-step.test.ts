import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_BODY, LOG_ORDINAL } from './event-facts';
import { type FactRanks, mergeRunFacts } from './merge-run-facts';
import { mergeSteps, withEventFacts } from './merge-step';
import { type CanonicalStep, type Json, type RunFacts, STEP_KINDS, type StepFacts } from '@/lib/domain/run/run';
import { stableJson } from './stable-json';

const json = fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as Json);
const words = fc.constantFrom('', 'a', 'b', 'longer');
const event = fc.record({
  name: fc.constantFrom('gen_ai.user.message', 'gen_ai.choice', 'gen_ai.evaluation.result', 'note'),
  timeNs: fc.bigInt(1n, 4n),
  attributes: fc.record({
    [LOG_BODY]: fc.record({ content: words }),
    'gen_ai.evaluation.name': words,
    'gen_ai.evaluation.score.value': fc.integer(),
  }),
});
/** Numbered as a reader numbers them, so that no two events of one delivery stand at one place. */
const events = fc
  .array(event, { maxLength: 4 })
  .map((list) =>
    list.map(
      (one, index) =>
        ({ ...one, attributes: { ...one.attributes, [LOG_ORDINAL]: Number(one.timeNs) * 10 + index } }) as CanonicalStep['events'][number],
    ),
  );
const facts = fc.record(
  {
    modelName: words,
    costUsd: fc.double({ noNaN: true, noDefaultInfinity: true }),
    usage: fc.record({ inputTokens: fc.nat() }),
    losses: fc.array(words, { maxLength: 3 }),
    finishReason: words,
  },
  { requiredKeys: [] },
);
const step: fc.Arbitrary<CanonicalStep> = fc
  .record({
    stepId: fc.constant('s'),
    parentId: fc.constantFrom(null, 'p', 'q'),
    kind: fc.constantFrom(...STEP_KINDS),
    name: words,
    startNs: fc.constantFrom(null, 1n, 2n),
    endNs: fc.constantFrom(null, 3n, 4n),
    status: fc.constantFrom('ok', 'error', 'running', 'unset'),
    error: fc.constantFrom(null, 'e', 'ee'),
    input: json,
    output: json,
    facts,
    attributes: fc.dictionary(words, json, { maxKeys: 3 }),
    events,
  })
  .map((made) => withEventFacts(made as CanonicalStep));

const textOf = (value: CanonicalStep) =>
  stableJson(JSON.parse(JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner))) as Json);

describe('two deliveries of a step', () => {
  it('give the same step in either order, and nothing more when they are the same', () => {
    fc.assert(
      fc.property(step, step, (a, b) => {
        expect(textOf(mergeSteps(a, b))).toBe(textOf(mergeSteps(b, a)));
        expect(textOf(mergeSteps(mergeSteps(a, b), b))).toBe(textOf(mergeSteps(a, b)));
      }),
    );
  });

  it('give the same step however three of them are taken together', () => {
    fc.assert(
      fc.property(step, step, step, (a, b, c) => {
        expect(textOf(mergeSteps(mergeSteps(a, b), c))).toBe(textOf(mergeSteps(a, mergeSteps(b, c))));
      }),
      { numRuns: 500 },
    );
  });

  it('keep the earliest start, the latest end, every attribute and every event', () => {
    fc.assert(
      fc.property(step, step, (a, b) => {
        const merged = mergeSteps(a, b);
        const starts = [a.startNs, b.startNs].filter((at): at is bigint => at !== null);
        expect(merged.startNs).toBe(starts.length === 0 ? null : starts.sort((x, y) => (x < y ? -1 : 1))[0]);
        expect(Object.keys(merged.attributes).sort()).toEqual(
          [...new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)])].sort(),
        );
        for (const side of [a, b]) for (const one of side.events) expect(merged.events).toContainEqual(one);
      }),
    );
  });

  const base: CanonicalStep = {
    stepId: 's',
    parentId: null,
    kind: 'CHAIN',
    name: '',
    startNs: null,
    endNs: null,
    status: 'unset',
    error: null,
    input: null,
    output: null,
    facts: {},
    attributes: {},
    events: [],
  };
  const said = (ordinal: number, name: string, content: string) => ({
    name,
    timeNs: 5n,
    attributes: { [LOG_ORDINAL]: ordinal, [LOG_BODY]: { content } },
  });

  it('read the content of events again from all of them, in the order in which they were numbered', () => {
    const early = withEventFacts({ ...base, events: [said(0, 'gen_ai.system.message', 's'), said(1, 'gen_ai.user.message', 'u')] });
    const late = withEventFacts({ ...base, events: [said(2, 'gen_ai.user.message', 'again'), said(3, 'gen_ai.choice', 'answer')] });
    const span: CanonicalStep = {
      ...base,
      parentId: 'p',
      kind: 'LLM',
      name: 'chat',
      startNs: 1n,
      endNs: 9n,
      status: 'ok',
      facts: { modelName: 'm' },
      attributes: { a: 1 },
    };
    for (const order of [
      [early, late, span],
      [span, late, early],
      [late, span, early],
    ]) {
      const merged = order.reduce(mergeSteps);
      expect(merged).toMatchObject({ parentId: 'p', kind: 'LLM', name: 'chat', status: 'ok', output: 'answer' });
      expect(merged.facts.messages?.map(({ parts }) => parts[0]?.['content' as never])).toEqual(['s', 'u', 'again']);
    }
  });

  it('keep an event that was sent twice in one delivery twice', () => {
    const twice = { ...base, events: [said(0, 'note', 'x'), said(0, 'note', 'x')] };
    expect(mergeSteps(twice, { ...base, events: [said(0, 'note', 'x')] }).events).toHaveLength(2);
  });
});

describe('what is stated about a run', () => {
  const stated = fc
    .dictionary(fc.constantFrom('name', 'route', 'sessionId'), fc.tuple(words, fc.constantFrom('1 a', '2 b', '3 c')), { maxKeys: 3 })
    .chain((fields) => fc.record({ fields: fc.constant(fields), tags: fc.array(words, { maxLength: 2 }) }))
    .map(({ fields, tags }) => ({
      facts: {
        ...Object.fromEntries(Object.entries(fields).map(([field, [value]]) => [field, value])),
        ...(tags.length ? { tags } : {}),
      } as RunFacts,
      ranks: {
        ...Object.fromEntries(Object.entries(fields).map(([field, [, rank]]) => [field, rank])),
        ...(tags.length ? { tags: '2 b' } : {}),
      } as FactRanks,
    }));

  it('does not depend on the order in which it came', () => {
    const text = (value: unknown) => stableJson(value as Json);
    fc.assert(
      fc.property(stated, stated, stated, (a, b, c) => {
        expect(text(mergeRunFacts(a, b))).toBe(text(mergeRunFacts(b, a)));
        expect(text(mergeRunFacts(mergeRunFacts(a, b), c))).toBe(text(mergeRunFacts(a, mergeRunFacts(b, c))));
        expect(text(mergeRunFacts(mergeRunFacts(a, b), a))).toBe(text(mergeRunFacts(a, b)));
      }),
      { numRuns: 500 },
    );
  });

  it('goes by who states it: the record over steps, the root over others; tags are united', () => {
    const merged = [
      { facts: { name: 'of a step', tags: ['b'] }, ranks: { name: '3 x', tags: '3 x' } },
      { facts: { name: 'of the root', sessionId: 'r', tags: ['a'] }, ranks: { name: '2 x', sessionId: '2 x', tags: '2 x' } },
      { facts: { sessionId: 'posted' }, ranks: {} },
    ].reduce(mergeRunFacts as never) as unknown as { facts: RunFacts };
    expect(merged.facts).toEqual({ name: 'of the root', sessionId: 'posted', tags: ['a', 'b'] } satisfies StepFacts | RunFacts);
  });
});
