import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleInput } from './explain-example';
import { rankSuspects } from './rank-suspects';
import { suspectMeasures, tokensOf } from './suspect-features';
import { type SuspectStep, suspectSteps } from './suspect-step';

const said = (agent: string, text: string, extra: Partial<SuspectStep> = {}): SuspectStep => ({
  stepId: `${agent}-${text.slice(0, 12)}`,
  name: agent,
  agent,
  kind: 'AGENT',
  role: 'decides',
  text,
  hasFailed: false,
  error: null,
  ...extra,
});
const context = {
  question: 'How many people live in the larger of the two towns?',
  answer: 'The larger town has 48213 people.',
  unsupported: [],
};

describe('rankSuspects', () => {
  const steps = [
    said('planner', 'First we look up both towns in the census, then we compare what we found there.'),
    said('search', 'Census tables of the region, 2020 edition, no figure for either of the towns.', { role: 'executes' }),
    said('expert', 'The census is not at hand. Assuming the known figures, the towns have 48213 and 1966 people.'),
    said('checker', 'That matches what the expert says, so the larger town is the one we were asked about.'),
  ];

  it('points to the step that brings in figures that nobody looked up, and says so', () => {
    const [first] = rankSuspects(steps, context);
    expect(first).toMatchObject({ agent: 'expert' });
    expect(first?.reasons.map(({ feature }) => feature)).toEqual(expect.arrayContaining(['newFigures', 'guesses', 'reachesOutput']));
    expect(first?.reasons.find(({ feature }) => feature === 'newFigures')?.text).toContain('48213');
  });

  it('ranks 150,000 steps, of which one decides at the end', { timeout: 60_000 }, () => {
    const many = Array.from({ length: 150_000 }, (_, at) => said('tool', `row ${at}`, { stepId: `s${at}`, role: 'executes' }));
    const ranked = rankSuspects([...many, ...steps], context);
    expect(ranked).toHaveLength(many.length + steps.length);
    expect(ranked[0]).toMatchObject({ agent: 'expert' });
  });

  it('points to the step in which what no source supports appears first, not to those that repeat it', () => {
    const story = [
      said('a', 'The delivery was late because of the heavy snow in the mountains.'),
      said('b', 'A refund of 250 francs is due for the late delivery.'),
      said('c', 'We owe the customer 250 francs for the late delivery, as computed.'),
    ];
    const ranked = rankSuspects(story, { ...context, unsupported: ['A refund of 250 francs is due.'] });
    expect(ranked[0]).toMatchObject({ agent: 'b', reasons: [{ feature: 'unsupported' }, expect.anything()] });
  });

  it('blames the step that asked for what failed before the step that failed, unless nothing made it good', () => {
    const story = [
      said('coder', '```\nimport requests\n```'),
      said('terminal', 'exitcode: 1 (execution failed)', { role: 'executes' }),
      said('coder', 'Let us look at the page by hand and read the title of it from there.'),
    ];
    expect(rankSuspects(story, context)[0]).toMatchObject({
      agent: 'coder',

      reasons: expect.arrayContaining([expect.objectContaining({ feature: 'failsNext' })]),
    });
    const broken = [
      said('agent', 'I will ask the tool for the customer.'),
      said('tool', '', { role: 'executes', hasFailed: true, error: '503' }),
    ];
    expect(rankSuspects(broken, context)[0]).toMatchObject({ agent: 'tool', reasons: [{ feature: 'failed' }] });
  });

  it('names every step once, with shares that sum to one, whatever the texts', () => {
    const step = fc.record({
      agent: fc.constantFrom('a', 'b', 'c'),
      text: fc.string({ unit: 'grapheme' }),
      role: fc.constantFrom('decides' as const, 'executes' as const),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (drawn) => {
        const all = drawn.map(({ agent, text, role }, at) => said(agent, text, { stepId: String(at), role }));
        const ranked = rankSuspects(all, context);
        expect(ranked.map(({ stepId }) => stepId).sort()).toEqual(all.map(({ stepId }) => stepId).sort());
        expect(ranked.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
        for (const { values } of suspectMeasures(all, context))
          for (const value of Object.values(values)) expect(value >= 0 && value <= 1).toBe(true);
      }),
    );
  });
});

describe('suspectSteps', () => {
  it('takes leaves in the order of time, names the agent above them, and leaves out what a retry made good', () => {
    const { run } = exampleInput({
      steps: [
        { stepId: 'agent', kind: 'AGENT', name: 'Researcher' },
        { stepId: 'late', parentId: 'agent', kind: 'TOOL', name: 'search', startNs: '30', status: 'ok' },
        { stepId: 'early', parentId: 'agent', kind: 'LLM', name: 'plan', startNs: '10' },
        { stepId: 'first-try', parentId: 'agent', kind: 'TOOL', name: 'search', startNs: '20', status: 'error', error: '503' },
      ],
    });
    const passed = { ...run.record, steps: [...run.record.steps].sort((a, b) => Number(a.startNs) - Number(b.startNs)) };
    const steps = suspectSteps(passed, new Map());
    expect(steps.map(({ stepId }) => stepId)).toEqual(['early', 'first-try', 'late']);
    expect(steps.map(({ agent, hasFailed }) => [agent, hasFailed])).toEqual([
      ['Researcher', false],
      ['Researcher', false],
      ['Researcher', false],
    ]);
  });

  it('reads figures without their separators and leaves single digits alone', () => {
    expect([...tokensOf('1,234.50 EUR and 7 of 12.')].sort()).toEqual(['12', '1234.50']);
  });
});
