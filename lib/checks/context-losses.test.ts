import { describe, expect, it } from 'vitest';
import { contextLosses, isContextLoss } from './context-losses';
import { saidOfRun } from './example-run';

const passage = (content: string, metadata = {}) => ({ id: 'p', content, metadata });

describe('losses of context', () => {
  it('are none where all of it is there', () => {
    expect(saidOfRun(contextLosses)).toEqual([]);
    expect(saidOfRun(contextLosses, { facts: { context: [passage('The service was truncated in 2020. [1] (see above)')] } })).toEqual([]);
  });

  it.each([
    ['gen_ai.input.messages begins as JSON and does not end as such: it was cut after 4096 characters', true],
    ['input.value has exactly 1024 characters, as if cut at a limit', true],
    [
      'retrieval.documents.0.document.content, retrieval.documents.1.document.content have exactly 512 characters, as if cut at a limit',
      true,
    ],
    ['llm.input_messages.2.message.content has exactly 2000 characters, as if cut at a limit', true],
    ['output.value has exactly 1024 characters, as if cut at a limit', false],
    ['the sender dropped 3 events at its limit: the steps between are incomplete', false],
    ['the start time 12 lies outside 1970 to 2262 and was left out', false],
  ])('%s', (words, isOne) => expect(isContextLoss(words)).toBe(isOne));

  it('are told by the tracer’s own words, by marks in the text and by flags', () => {
    const losses = ['input.value has exactly 1024 characters, as if cut at a limit'];
    const context = [
      passage('Orders may be <truncated due to size exceeding limit>'),
      passage('Fine.'),
      passage('Refunds …', { truncated: true }),
    ];
    expect(saidOfRun(contextLosses, { facts: { context }, steps: { answer: { facts: { losses } } } })).toEqual([
      'medium context_truncated: The context is not whole: the tracer says so in 1 place (input.value has exactly 1024 characters, as if cut at a limit); passage 1, passage 3 are marked as cut.',
    ]);
  });

  it('are masked parts', () => {
    expect(
      saidOfRun(contextLosses, { facts: { context: [passage('Customer __REDACTED__ may return it.')], input: 'Who is [REDACTED:name]?' } }),
    ).toEqual(['low context_masked: Parts of passage 1, the input were masked before the trace was sent.']);
  });
});
