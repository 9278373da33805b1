import { describe, expect, it } from 'vitest';
import { exampleDecision, REVIEWED } from './example-decision';
import { langfuse } from './langfuse';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const bodies = (settings: object = {}, decision = exampleDecision()) => {
  const plan = langfuse.plan(decision, langfuse.settings.parse({ url: 'https://lf.example.com/', publicKey: 'pk', ...settings }), 'sk');
  if ('notApplicable' in plan) throw new Error(plan.notApplicable);
  return plan.calls.map(({ body, url, headers }) => {
    expect([url, headers['authorization']]).toEqual(['https://lf.example.com/api/public/scores', 'Basic cGs6c2s=']);
    return JSON.parse(String(body)) as Record<string, unknown>;
  });
};

describe('a review as Langfuse scores', () => {
  it('scores the trace for the decision and each answer, and corrects the output', () => {
    const scores = bodies();
    expect(scores.map(({ name, value, dataType, traceId }) => [name, value, dataType, traceId])).toEqual([
      ['human_review', 'corrected', 'CATEGORICAL', REVIEWED.traceId],
      ['claim_value', 'wrong', 'CATEGORICAL', REVIEWED.traceId],
      ['claim_support', 'partly', 'CATEGORICAL', REVIEWED.traceId],
      ['claim_value', 'cannot_tell', 'CATEGORICAL', REVIEWED.traceId],
      ['omission', 'missing', 'CATEGORICAL', REVIEWED.traceId],
      ['output', '{"total":"41,300.00"}', 'CORRECTION', REVIEWED.traceId],
    ]);
    expect(scores[1]).toMatchObject({
      comment: 'Claim: Total 41,200.00\nCorrected: 41,300.00\nSee page 1.',
      metadata: { source: 'countersign', claim_id: 'c2', reason_code: 'number_wrong', trail_index: '17' },
    });
    expect(scores[2]).not.toHaveProperty('comment');
    const ids = scores.map(({ id }) => String(id));
    expect(ids.every((id) => UUID.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(6);
    expect(bodies().map(({ id }) => id)).toEqual(ids);
  });

  it('sends a corrected text as it is, and no correction where the version has no such type', () => {
    expect(bodies({}, exampleDecision({ correctedOutput: 'Within 30 days.' })).at(-1)).toMatchObject({ value: 'Within 30 days.' });
    expect(bodies({ hasCorrections: false, isPerClaim: false }).map(({ name }) => name)).toEqual(['human_review']);
  });

  it('names what is wrong with its settings', () => {
    const parsed = langfuse.settings.safeParse({ url: 'ftp://x', publicKey: ' ', other: 1 });
    expect(parsed.error?.issues.map(({ path }) => path.join('/'))).toEqual(['url', 'publicKey', '']);
  });
});
