import { describe, expect, it } from 'vitest';
import { saidOfRun } from './example-run';
import { guardrails } from './guardrails';

const outcome = (word: string) => saidOfRun(guardrails, { facts: { guardrails: [{ name: 'toxicity', outcome: word }] } });

describe('guardrails', () => {
  it('that let the run pass are not told', () => {
    expect(saidOfRun(guardrails)).toEqual([]);
    for (const word of ['pass', 'Passed', 'allow', 'ok', 'not_triggered', 'no violation', 'skipped', '']) expect(outcome(word)).toEqual([]);
  });

  it('that stopped it weigh more than those that changed it, warned or broke', () => {
    expect(outcome('blocked')).toEqual(['high guardrail_fired: The guardrail toxicity said “blocked”.']);
    expect(outcome('deny')[0]).toMatch(/^high/);
    for (const word of ['modify', 'redacted', 'warn', 'flagged', 'error']) expect(outcome(word)[0]).toMatch(/^medium guardrail_fired/);
  });

  it('are read from steps, with their reason, and counted', () => {
    const fail = { kind: 'GUARDRAIL' as const, name: 'personal data', output: { passed: false, reason: 'names a customer.' } };
    expect(saidOfRun(guardrails, { steps: { guard: fail }, more: [fail] })).toEqual([
      'high guardrail_fired: The guardrail personal data said “fail” 2 times: names a customer.',
    ]);
  });

  it('of the provider show in the finish reason', () => {
    expect(saidOfRun(guardrails, { facts: { finishReason: 'content_filter' } })).toEqual([
      'high guardrail_fired: The provider ended the answer with “content_filter”: its content filter stopped it.',
    ]);
    expect(saidOfRun(guardrails, { facts: { finishReason: 'SAFETY' } })).toHaveLength(1);
    expect(saidOfRun(guardrails, { facts: { finishReason: 'tool_call' } })).toEqual([]);
  });
});
