import { describe, expect, it } from 'vitest';
import { saidOfRun } from './example-run';
import { stopsMidSentence } from './mid-sentence';
import { outputEnd } from './output-end';

const CUT =
  'Orders may be returned within 30 days of delivery. Refunds are paid to the original payment method, and gift cards are refunded as';

describe('the end of an answer', () => {
  it('is fine when the model stopped by itself', () => {
    expect(saidOfRun(outputEnd)).toEqual([]);
    expect(saidOfRun(outputEnd, { facts: { output: CUT } })).toEqual([]);
  });

  it('is cut when the finish reason says so, in the words of any provider', () => {
    for (const finishReason of ['length', 'max_tokens', 'MAX_TOKENS', 'max-tokens', 'model_length', 'max_output_tokens']) {
      expect(saidOfRun(outputEnd, { facts: { finishReason, maxTokens: 256 } })).toEqual([
        `high output_truncated: The model stopped at 256 tokens because of a limit (finish reason “${finishReason}”): the answer is not complete.`,
      ]);
    }
    expect(saidOfRun(outputEnd, { facts: { finishReason: 'content_filter' } })).toEqual([]);
  });

  it('is cut when JSON does not end, or exactly the allowed tokens were used', () => {
    const unknown = { finishReason: null };
    expect(saidOfRun(outputEnd, { facts: { output: '{"total": 41200, "lines": [{"text": "De' } })).toEqual([
      'medium output_truncated: The answer begins as JSON and does not end as such: it stops after 39 characters.',
    ]);
    expect(
      saidOfRun(outputEnd, { facts: { ...unknown, maxTokens: 64 }, steps: { answer: { facts: { usage: { outputTokens: 64 } } } } }),
    ).toEqual(['medium output_truncated: The answer has exactly the 64 tokens that were allowed, and no finish reason is known.']);
    expect(
      saidOfRun(outputEnd, { facts: { ...unknown, maxTokens: 64 }, steps: { answer: { facts: { usage: { outputTokens: 41 } } } } }),
    ).toEqual([]);
  });

  it('is suspect when it stops in the middle of a sentence and no finish reason is known', () => {
    expect(saidOfRun(outputEnd, { facts: { finishReason: null, output: CUT }, steps: { answer: { facts: {} } } })).toEqual([
      'low output_truncated: The answer stops in the middle of a sentence (“…t method, and gift cards are refunded as”), and no finish reason is known.',
    ]);
  });

  it('tells calls before the answer that met their limit', () => {
    const steps = { lookup: { kind: 'LLM' as const, name: 'plan', facts: { finishReason: 'length' } } };
    expect(saidOfRun(outputEnd, { steps })).toEqual(['low output_truncated: 1 model call before the answer met a limit of tokens: plan.']);
  });

  it('is missing when the run ended without one', () => {
    const silent = { chain: { output: null }, answer: { output: null } };
    expect(saidOfRun(outputEnd, { facts: { output: null }, steps: silent })).toEqual([
      'high output_missing: The run ended without an output, although 5 steps of it have one.',
    ]);
    expect(saidOfRun(outputEnd, { facts: { output: '' }, steps: silent })[0]).toMatch(/^high output_missing/);
    expect(saidOfRun(outputEnd, { facts: { output: null, outputRef: 'doc:letter-7' }, steps: silent })).toEqual([]);
    expect(
      saidOfRun(outputEnd, { facts: { output: null }, without: ['chain', 'route', 'search', 'lookup', 'shape', 'guard'], steps: silent }),
    ).toEqual([]);
  });
});

describe('stopping in the middle of a sentence', () => {
  it.each([
    ['a sentence without its end', `${CUT}`],
    ['a comma', 'We looked at three plans in detail. The first one costs 12 EUR a month, the second one 18 EUR,'],
    [
      'a list entry whose siblings end in full stops',
      'Do this:\n1. Preheat the oven to 200 degrees.\n2. Grease the tin with butter.\n3. Beat the eggs until they are',
    ],
  ])('is seen at %s', (_, text) => expect(stopsMidSentence(text)).toBe(true));

  it.each([
    ['a full stop, also behind a bracket or emphasis', `${CUT} store credit (see page 3.)`],
    ['emphasis', `Orders may be returned within 30 days. Refunds are paid within 14 days of the day on which we **receive the goods.**`],
    ['short texts', 'It costs 12 EUR and the'],
    [
      'texts that never use full stops',
      'route refund, order 4711, customer of two years, no open complaints, please treat with priority and call back',
    ],
    [
      'lists without full stops',
      'You need the following things. Please bring all of them with you:\n- a passport or identity card\n- two photographs of yourself',
    ],
    [
      'a signature',
      'Thank you for your order. It will be delivered on Monday between nine and eleven o’clock in the morning.\n\nKind regards,\nMara Lind',
    ],
    ['an address', 'The form can be found online. Fill it in and send it back within two weeks: https://example.test/forms/returns'],
    [
      'a table',
      'The plans compare as follows. All prices are per month and without tax.\n| plan | price |\n| basic | 12 |\n| large | 18 |',
    ],
    [
      'other scripts',
      '订单可在送达后三十天内退货。退款将在十四天内退回原付款方式。礼品卡以店内积分的形式退还。如需帮助请联系客服中心，我们将在工作日内尽快回复您的问题。',
    ],
  ])('is not seen at %s', (_, text) => expect(stopsMidSentence(text)).toBe(false));
});
