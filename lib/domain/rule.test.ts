import { describe, expect, it } from 'vitest';
import { matchesFilter, ruleFilterSchema, type RuleSubject, wantedCodes } from './rule';
import { samplePlace } from './sample-share';

const subject: RuleSubject = {
  runId: 'R-1',
  name: 'policy-answer',
  sessionId: null,
  userId: null,
  route: 'refund',
  promptId: null,
  promptVersion: '3',
  modelName: 'm-1',
  environment: 'production',
  tags: ['beta'],
  codes: ['number_not_in_source'],
  documentIds: ['policy'],
  risk: 0.71,
  startedAt: new Date('2026-05-01T00:00:00Z'),
  states: ['evaluated'],
  texts: ['How long may I return it?', '退货期限为30天'],
};

describe('a rule filter', () => {
  it.each([
    [{}, true],
    [{ route: ['refund'] }, true],
    [{ route: 'refund', environment: 'staging' }, false],
    [{ all: [{ route: ['refund'] }, { any: [{ code: ['other'] }, { risk_min: 0.5 }] }, { not: { environment: ['playground'] } }] }, true],
    [{ not: { code: 'number_not_in_source' } }, false],
    [{ risk_max: 0.7 }, false],
    [{ q: '30天' }, true],
    [{ q: 'RETURN IT' }, true],
    [{ from: '2026-05-01', to: '2026-05-02' }, true],
    [{ to: '2026-05-01' }, false],
    [{ session_id: 's' }, false],
    [{ prompt_version: ['2', '3'], tag: 'beta', document_id: 'policy', state: 'evaluated' }, true],
  ])('%j → %s', (filter, expected) => {
    expect(matchesFilter(ruleFilterSchema.parse(filter), subject)).toBe(expected);
  });

  it('refuses unknown leaves by their path, and nesting without end', () => {
    expect(ruleFilterSchema.safeParse({ all: [{ rout: 'x' }] }).error?.issues[0]?.path).toEqual(['all', 0]);
    expect(ruleFilterSchema.safeParse([]).success).toBe(false);
    let deep: object = {};
    for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
    expect(ruleFilterSchema.safeParse(deep).error?.issues[0]?.message).toMatch(/deeper/);
  });

  it('names the codes it asks for, not those it excludes', () => {
    expect(wantedCodes({ any: [{ code: ['a'] }, { code: 'b' }], not: { code: ['c'] } })).toEqual(['a', 'b']);
  });
});

describe('the sampled place of a run', () => {
  it('is fixed for a queue and even over runs', () => {
    expect(samplePlace('q', 'r')).toBe(samplePlace('q', 'r'));
    expect(samplePlace('q', 'r')).not.toBe(samplePlace('p', 'r'));
    const share =
      Array.from({ length: 20_000 }, (_, index) => samplePlace('queue', `run-${index}`)).filter((place) => place < 0.05).length / 20_000;
    // Five standard deviations of a binomial share.
    expect(Math.abs(share - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / 20_000));
  });
});
