import { describe, expect, it } from 'vitest';
import { exampleDecision, LANGSMITH_RUN } from './example-decision';
import { langsmith } from './langsmith';

const settings = langsmith.settings.parse({ url: 'https://ls.example.com' });
const bodies = (decision = exampleDecision()) => {
  const plan = langsmith.plan(decision, settings, 'lsv2_pt_1');
  if ('notApplicable' in plan) throw new Error(plan.notApplicable);
  return plan.calls.map(({ url, headers, body }) => {
    expect([url, headers['x-api-key']]).toEqual(['https://ls.example.com/feedback', 'lsv2_pt_1']);
    return JSON.parse(String(body)) as Record<string, unknown>;
  });
};

describe('a review as LangSmith feedback', () => {
  it('has score, value, correction and comment, on the root run', () => {
    const feedback = bodies();
    expect(feedback[0]).toMatchObject({
      run_id: LANGSMITH_RUN,
      trace_id: LANGSMITH_RUN,
      key: 'human_review',
      score: 0,
      value: 'corrected',
      comment: 'Net and gross were mixed up. Größe ✓',
      correction: { total: '41,300.00' },
      feedback_source: { type: 'app', metadata: { source: 'countersign', queue: 'invoices' } },
    });
    expect(feedback.slice(1).map(({ key, score, value }) => [key, score, value])).toEqual([
      ['claim_value', 0, 'wrong'],
      ['claim_support', 0.5, 'partly'],
      ['claim_value', null, 'cannot_tell'],
      ['omission', 0, 'missing'],
    ]);
    expect(feedback[1]?.['correction']).toEqual({ c2: '41,300.00' });
    expect(new Set(feedback.map(({ id }) => id)).size).toBe(5);
    expect(bodies()).toEqual(feedback);
  });

  it('wraps a corrected text, since a correction is an object there', () => {
    expect(bodies(exampleDecision({ correctedOutput: 'Within 30 days.' }))[0]?.['correction']).toEqual({ output: 'Within 30 days.' });
  });

  it('applies to runs of LangSmith only, and takes "already there" for an answer', () => {
    const target = { ...exampleDecision().target, langsmithRunId: null };
    expect(langsmith.plan(exampleDecision({ target }), settings, 'k')).toEqual({ notApplicable: expect.stringContaining('LangSmith') });
    expect(langsmith.knownStatuses).toEqual([409]);
  });
});
