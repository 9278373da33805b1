import { describe, expect, it } from 'vitest';
import { privacyRulesSchema } from '@/lib/domain/privacy-rules';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { redactRun } from './redact-run';
import { Redactor, readyRules } from './redactor';

const mail = 'ana@example.com';
const redactor = () => new Redactor(readyRules(privacyRulesSchema.parse({ recognisers: { email: 'hash' } })), Buffer.alloc(32, 7));
const mark = redactor().text(mail, ['input']);
const run: CanonicalRun = {
  runId: 'R-1',
  source: 'braintrust',
  facts: { metadata: { [mail]: 1 }, context: [{ id: 'p', content: 'x', metadata: { [`of ${mail}`]: true } }] },
  factRanks: { [`metadata.${mail}`]: '1' } as NonNullable<CanonicalRun['factRanks']>,
  isWhole: false,
  aliases: [],
  scores: [{ id: 's', source: 'braintrust', target: { runId: 'R-1' }, name: 'ok', comment: `Ask ${mail}`, annotator: mail, at: null }],
  steps: [
    {
      stepId: 's',
      parentId: null,
      kind: 'LLM',
      sourceKind: `kind of ${mail}`,
      name: 'x',
      startNs: null,
      endNs: null,
      status: 'ok',
      error: null,
      input: null,
      output: null,
      facts: {
        messages: [
          { role: `Agent ${mail}`, parts: [{ type: 'tool_call', name: 't', arguments: { [mail]: 'wrote' } }] },
          { role: 'user', parts: [{ type: 'text', content: 'Hello' }] },
        ],
      },
      attributes: { raw: `{"${mail}":{"a":"b"},"c":[{"of \\u0061na@example.com": 7}]}` },
      events: [],
    },
  ],
};

describe('a run through the rules', () => {
  it('holds the value nowhere: not among names, kinds, roles, ranks and scores either', () => {
    const safe = redactRun(run, redactor());
    expect(JSON.stringify(safe)).not.toMatch(/ana@|u0061na/);
    expect(safe.steps[0]?.attributes['raw']).toBe(`{"${mark}":{"a":"b"},"c":[{"of ${mark}": 7}]}`);
    expect(safe.steps[0]?.sourceKind).toBe(`kind of ${mark}`);
    expect(safe.steps[0]?.facts.messages).toEqual([
      { role: `Agent ${mark}`, parts: [{ type: 'tool_call', name: 't', arguments: { [mark]: 'wrote' } }] },
      { role: 'user', parts: [{ type: 'text', content: 'Hello' }] },
    ]);
    expect(safe.scores?.[0]).toMatchObject({ comment: `Ask ${mark}`, annotator: mark });
  });

  it('ranks metadata by the names that they have now', () => {
    const { facts, factRanks } = redactRun(run, redactor());
    expect(Object.keys(factRanks ?? {})).toEqual(Object.keys(facts.metadata ?? {}).map((name) => `metadata.${name}`));
  });

  it('stays the same object where nothing is to go', () => {
    const clean: CanonicalRun = { ...run, facts: {}, factRanks: { output: '1' }, scores: [], steps: [] };
    expect(redactRun(clean, redactor())).toBe(clean);
  });
});
