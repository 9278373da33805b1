import { describe, expect, it } from 'vitest';
import { compiledKindRules, DEFAULT_STEP_KINDS, readStepKindText, stepKindText } from './step-kind-rule';

const kindOf = (name: string, rules = DEFAULT_STEP_KINDS) => compiledKindRules(rules).find(([pattern]) => pattern.test(name))?.[1];

describe('names of steps that stand for a kind', () => {
  it('have defaults for the kinds that tracers have no word for', () => {
    expect(
      ['JsonOutputParser', 'parse-document', 'Router', 'classify intent', 'validate', 'policy-check', 'fallback', 'wait for approval'].map(
        (name) => kindOf(name),
      ),
    ).toEqual(['PARSE', 'PARSE', 'ROUTE', 'ROUTE', 'VALIDATION', 'VALIDATION', 'FALLBACK', 'REVIEW']);
    expect(['answer', 'reparse', 'checkout', 'en route'].map((name) => kindOf(name))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('are whole names in any case, a star is any text, and everything else is itself', () => {
    expect(kindOf('Step (1).x', [{ name: 'step (1).*', kind: 'TOOL' }])).toBe('TOOL');
    expect(kindOf('step (1)_x', [{ name: 'step (1).*', kind: 'TOOL' }])).toBeUndefined();
    expect(kindOf('a\nb', [{ name: 'a*b', kind: 'TOOL' }])).toBe('TOOL');
    expect(kindOf('ab', [{ name: 'a', kind: 'TOOL' }])).toBeUndefined();
    expect(kindOf('aba', [{ name: 'ab*ba', kind: 'TOOL' }])).toBeUndefined();
    expect(kindOf('abXcYd', [{ name: 'ab*c**d', kind: 'TOOL' }])).toBe('TOOL');
  });

  it('take no long time whatever the name is', () => {
    expect(kindOf('a'.repeat(100_000), [{ name: '*a*a*b', kind: 'TOOL' }])).toBeUndefined();
  });

  it('are edited as lines, and a wrong line is named', () => {
    const text = stepKindText(DEFAULT_STEP_KINDS);
    expect(readStepKindText(text)).toEqual({ rules: DEFAULT_STEP_KINDS, problem: null });
    expect(readStepKindText('\n extract* = parse \n').rules).toEqual([{ name: 'extract*', kind: 'PARSE' }]);
    expect(readStepKindText('parse*\n').problem).toMatch(/^Line 1 has no =/);
    expect(readStepKindText('a = TOOL\nb = ODD').problem).toMatch(/^Line 2 names no kind; there is LLM, TOOL/);
    expect(readStepKindText('= TOOL').problem).toMatch(/^Line 1 names a step/);
  });
});
