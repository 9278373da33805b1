import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleInput } from './explain-example';
import { explainFacts } from './explain-facts';
import { statementOf } from './explain-rule';
import { LAYER_TITLES, QUESTION_IDS, QUESTIONS, VERDICT_WORDS } from './explanation';
import { EXPLAIN_RULES } from './rule-registry';
import { SUSPECT_FEATURES } from './suspect-features';
import { BY_JUDGEMENT, SUSPECT_WEIGHTS } from './suspect-weights';

const INTRO = `Rendered from \`lib/domain/explain/rule-registry.ts\` by its test (\`UPDATE_DOCS=1\` writes it). Six questions are asked of every run. Each
sentence of an answer is said by one rule: a pure function over what is recorded (facts, steps, claims, findings, review events), never by a model.
The run page shows the rule, what it reads and the values that made it fire behind every sentence; \`GET /api/v1/runs/{run_id}/explain\` gives the same.

Of the rules that fire for a question the gravest decides: no, partly, yes, cannot tell (for drift: yes, partly, no, cannot tell); among rules of one
verdict the first of this list. The others stand below it. A yes beside a no is left out. The layer of the run is the earliest layer, in the order
upload, parser, OCR, masking, chunking, retrieval, tool, route, prompt, model, validation, evidence, fallback, that a bad answer blames.

To add a rule: one entry in the file of its question, with a run on which it fires and one on which it does not; the registry test runs both.`;

const SUSPECTS = `Where something went wrong, the steps are ranked by how likely each is the cause, and the best three are shown with their reasons. A score is the sum of
measured features times the weights below, which are a conditional logit fitted on one half of labelled runs (\`bench/explain-whoandwhen.ts\`, figures in
[benchmarks](benchmarks.md)); the share shown beside a suspect is that model's, among the steps of the run. Features of words know English only. Only
leaves of the tree are suspects; tools do what they are told and are suspected when they fail for good. At most the first 400 steps and the first 6,000
characters of each are read, and the page says so where there is more.`;

/** docs/explain.md as it must read. */
function explainPage(): string {
  const row = ({ id, title, when, verdict, layer, fix, reads }: (typeof EXPLAIN_RULES)[number]) =>
    `| \`${id}\` | ${title} | ${when} | ${VERDICT_WORDS[verdict]} | ${layer === null ? '' : LAYER_TITLES[layer]} | ${reads.join(', ')} | ${fix ?? ''} |`;
  const parts = QUESTION_IDS.map(
    (question) =>
      `## ${QUESTIONS[question]}\n\n| rule | title | fires when | answer | layer | reads | next |\n|---|---|---|---|---|---|---|\n${EXPLAIN_RULES.filter(
        (rule) => rule.question === question,
      )
        .map(row)
        .join('\n')}\n`,
  );
  const weights = SUSPECT_FEATURES.map(
    (feature) => `| \`${feature}\` | ${SUSPECT_WEIGHTS[feature]} | ${BY_JUDGEMENT.includes(feature) ? 'by judgement' : 'fitted'} |`,
  );
  return `# Explain\n\n${INTRO}\n\n${parts.join('\n')}\n## Suspects\n\n${SUSPECTS}\n\n| feature | weight | from |\n|---|---|---|\n${weights.join('\n')}\n`;
}

describe('the rules of Explain', () => {
  it('are what docs/explain.md says', () => {
    if (process.env['UPDATE_DOCS']) writeFileSync('docs/explain.md', explainPage());
    expect(readFileSync('docs/explain.md', 'utf8')).toBe(explainPage());
  });

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
