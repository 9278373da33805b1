import { describe, expect, it } from 'vitest';
import { exampleInput } from './explain-example';
import { explainFacts } from './explain-facts';
import { statementOf } from './explain-rule';
import { QUESTION_IDS } from './explanation';
import { EXPLAIN_RULES } from './rule-registry';

describe('the rules of Explain', () => {
  it.each(EXPLAIN_RULES.map((rule) => [rule.id, rule] as const))('%s fires on its example and not on the other', (_, rule) => {
    const said = statementOf(rule, explainFacts(exampleInput(rule.examples.fires)));
    expect(said?.text).toMatch(/^[^{}]+[.!?)”“]$/u);
    expect(said?.fix ?? '').not.toMatch(/[{}]/u);
    expect(said?.links.length === 0 && said.fixLink === null).toBe(false);
    expect(statementOf(rule, explainFacts(exampleInput(rule.examples.quiet)))).toBeNull();
  });

  it('have ids of their own that begin with their question', () => {
    expect(new Set(EXPLAIN_RULES.map(({ id }) => id)).size).toBe(EXPLAIN_RULES.length);
    for (const { id, question } of EXPLAIN_RULES) expect(id.startsWith(`${question}.`)).toBe(true);
  });

  it('blame a layer and say what to do wherever an answer is not good', () => {
    for (const rule of EXPLAIN_RULES.filter(({ question, verdict }) =>
      question === 'drift' ? verdict === 'yes' : verdict === 'no' || verdict === 'partly',
    )) {
      expect([rule.id, rule.layer === null, rule.fix === null]).toEqual([rule.id, false, false]);
    }
  });

  it('can answer each question with yes, no and that it cannot tell', () => {
    for (const question of QUESTION_IDS) {
      const verdicts = new Set(EXPLAIN_RULES.filter((rule) => rule.question === question).map(({ verdict }) => verdict));
      expect([question, verdicts.has('yes'), verdicts.has('no'), verdicts.has('unknown')]).toEqual([question, true, true, true]);
    }
  });
});
