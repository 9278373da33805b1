import { describe, expect, it } from 'vitest';
import { exampleDecision, REVIEWED } from './example-decision';
import { phoenix } from './phoenix';

const settings = phoenix.settings.parse({ url: 'https://phoenix.example.com/s/space' });
const calls = (decision = exampleDecision(), secret = 'key') => {
  const plan = phoenix.plan(decision, settings, secret);
  if ('notApplicable' in plan) throw new Error(plan.notApplicable);
  return plan.calls.map((call) => ({ ...call, data: (JSON.parse(String(call.body)) as { data: Record<string, unknown>[] }).data }));
};

describe('a review as Phoenix annotations', () => {
  it('annotates the reviewed span, each result under an identifier of its own', () => {
    const [call] = calls();
    expect(call?.url).toBe('https://phoenix.example.com/s/space/v1/span_annotations?sync=true');
    expect(call?.headers['authorization']).toBe('Bearer key');
    expect(
      call?.data.map(({ span_id, annotator_kind, name, result }) => [span_id, annotator_kind, name, (result as { label: string }).label]),
    ).toEqual([
      [REVIEWED.spanId, 'HUMAN', 'human_review', 'corrected'],
      [REVIEWED.spanId, 'HUMAN', 'claim_value', 'wrong'],
      [REVIEWED.spanId, 'HUMAN', 'claim_support', 'partly'],
      [REVIEWED.spanId, 'HUMAN', 'claim_value', 'cannot_tell'],
      [REVIEWED.spanId, 'HUMAN', 'omission', 'missing'],
    ]);
    expect(call?.data[0]).toMatchObject({
      result: { score: 0, explanation: exampleDecision().note },
      identifier: exampleDecision().decisionId,
    });
    const identities = call?.data.map(({ name, identifier }) => `${String(name)} ${String(identifier)}`);
    expect(new Set(identities).size).toBe(5);
    expect(calls()).toEqual(calls());
  });

  it('splits many annotations, and sends no credential where there is none', () => {
    const [first] = exampleDecision().answers;
    if (!first) throw new Error('the example has answers');
    const answers = Array.from({ length: 250 }, (_, index) => ({ ...first, answerId: `a${index}` }));
    const pages = calls(exampleDecision({ answers }), '');
    expect(pages.map(({ data }) => data.length)).toEqual([100, 100, 51]);
    expect(pages[0]?.headers).not.toHaveProperty('authorization');
  });

  it('applies to traced runs only', () => {
    const target = { ...exampleDecision().target, spanId: null };
    expect(phoenix.plan(exampleDecision({ target }), settings, '')).toEqual({ notApplicable: expect.stringContaining('no span') });
  });
});
