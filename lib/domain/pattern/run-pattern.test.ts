import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Anchor, Finding, Severity } from '@/lib/domain/evidence';
import type { AssembledRun, AssembledStep } from '@/lib/domain/run/run';
import { coarseKeyOf, isPatternKey } from './pattern-key';
import { type PatternInput, runPattern } from './run-pattern';

const step = (stepId: string, name: string, error: string | null = null, kind: AssembledStep['kind'] = 'TOOL'): AssembledStep => ({
  stepId,
  parentId: null,
  kind,
  name,
  startNs: null,
  endNs: null,
  status: error ? 'error' : 'ok',
  error,
  depth: 0,
  mark: null,
  facts: {},
  bodySha256: '',
});
const anchor = (documentId: string | null, passageOrdinal: number | null = null): Anchor =>
  ({ documentId, passageOrdinal, version: 1, sha256: '', page: 1, start: 0, end: 1, quote: '' }) as unknown as Anchor;
const finding = (code: string, severity: Severity, more: Partial<Finding> = {}): PatternInput['findings'][number] => ({
  code,
  severity,
  claimId: null,
  stepId: null,
  detail: `${code} was said.`,
  anchors: [],
  ...more,
});
const run = (more: Partial<AssembledRun> = {}): PatternInput['run'] => ({ facts: {}, steps: [], passages: [], ...more });
const toolFailed = (error: string, name = 'get_order') => ({
  run: run({ steps: [step('s1', 'agent', null, 'AGENT'), step('s2', name, error)], facts: { route: 'orders' } }),
  findings: [finding('tool_failed', 'high', { stepId: 's2' }), finding('number_not_in_source', 'high', { claimId: 'c1' })],
  claims: [{ claimId: 'c1', path: '/lines/4/total' }],
});

describe('the failure pattern of a run', () => {
  it('is none when nothing is wrong, or only something small, or something about the record', () => {
    expect(runPattern({ run: run(), findings: [], claims: [] })).toBeNull();
    expect(runPattern({ run: run(), findings: [finding('weak_match', 'low'), finding('retried', 'info')], claims: [] })).toBeNull();
    expect(runPattern({ run: run(), findings: [finding('run_changed_after_review', 'medium')], claims: [] })).toBeNull();
  });

  it('says what fails where, and with which words', () => {
    expect(runPattern(toolFailed('Order "A-77" not found (attempt 3)'))?.made).toEqual({
      version: 1,
      layer: 'tool',
      code: 'tool_failed',
      severity: 'high',
      step: { kind: 'TOOL', name: 'get_order' },
      route: 'orders',
      codes: ['tool_failed'],
      template: 'Order <value> not found (attempt <n>)',
      field: null,
      source: null,
    });
  });

  it('has a coarse key for the same tool failing, and a fine one for the same words', () => {
    const one = runPattern(toolFailed('Order "A-77" not found'));
    const same = runPattern(toolFailed('Order "B-12" not found'));
    const other = runPattern(toolFailed('connection reset by peer'));
    const elsewhere = runPattern(toolFailed('Order "A-77" not found', 'get_user'));
    expect(same?.key).toBe(one?.key);
    expect(other?.key).not.toBe(one?.key);
    expect(other?.coarseKey).toBe(one?.coarseKey);
    expect(elsewhere?.coarseKey).not.toBe(one?.coarseKey);
    expect(isPatternKey(one?.key ?? '') && isPatternKey(one?.coarseKey ?? '')).toBe(true);
    expect(coarseKeyOf(one?.key ?? '')).toBe(one?.coarseKey);
  });

  it('is the same in every process: these keys were written down', () => {
    expect(runPattern(toolFailed('Order "A-77" not found'))?.key).toBe('p1-297cf27d529a-9bc0466d2614');
  });

  it('goes by the field and the source where the answer is what is wrong', () => {
    const wrong = (path: string, documentId: string) =>
      runPattern({
        run: run({ passages: [{ id: '1', content: '', documentId: 'tariff', rank: 1 }], facts: { inputRef: 'doc:invoice-2024-77' } }),
        findings: [finding('evidence_contradicted', 'high', { claimId: 'c1', anchors: [anchor(documentId)] })],
        claims: [{ claimId: 'c1', path }],
      })?.made;
    expect(wrong('/lines/3/total', 'tariff')).toMatchObject({ field: '/lines/*/total', source: 'document tariff' });
    // A document that came with the run is another one each time.
    expect(wrong('/lines/9/total', 'invoice-2024-77')).toMatchObject({ source: 'document invoice-<n>-<n>' });
  });

  it('names a passage by the tool that gave it or by its own id, never by its place in a list', () => {
    const passages = [
      { id: 'call_9f2', content: '', metadata: { kind: 'tool', tool: 'search_3' } },
      { id: '2', content: '' },
      { id: 'faq#refunds', content: '' },
    ];
    const sourceOf = (ordinal: number) =>
      runPattern({
        run: run({ passages }),
        findings: [finding('source_conflict', 'high', { anchors: [anchor(null, ordinal)] })],
        claims: [],
      })?.made.source;
    expect([0, 1, 2].map(sourceOf)).toEqual(['tool search_<n>', null, 'passage faq#refunds']);
  });

  const codes = [
    'tool_failed',
    'model_call_failed',
    'number_not_in_source',
    'name_not_in_source',
    'retrieval_empty',
    'schema_invalid',
    'weak_match',
  ];
  const someFinding = fc.record({
    code: fc.constantFrom(...codes),
    severity: fc.constantFrom<Severity>('info', 'low', 'medium', 'high'),
    stepId: fc.constantFrom(null, 's1', 's2', 'gone'),
    claimId: fc.constantFrom(null, 'c1', 'c2'),
    detail: fc.constantFrom('It failed.', 'It failed 3 times.'),
    anchors: fc.constantFrom<Anchor[]>([], [anchor('kb')], [anchor('faq'), anchor('kb')]),
  });
  const steps = [step('s1', 'plan', 'bad request', 'LLM'), step('s2', 'get_order', 'not found')];
  const claims = [
    { claimId: 'c1', path: '/a' },
    { claimId: 'c2', path: '/b' },
  ];

  it('does not depend on the order of findings', () => {
    const shuffled = fc
      .array(someFinding, { maxLength: 8 })
      .chain((findings) => fc.tuple(fc.constant(findings), fc.shuffledSubarray(findings, { minLength: findings.length })));
    fc.assert(
      fc.property(shuffled, ([findings, other]) => {
        expect(runPattern({ run: run({ steps }), findings: other, claims })).toEqual(runPattern({ run: run({ steps }), findings, claims }));
      }),
    );
  });

  it('does not depend on ids and numbers in the error text', () => {
    fc.assert(
      fc.property(fc.nat(), fc.uuid(), fc.nat(), fc.uuid(), (n, id, m, other) => {
        const text = (number: number, uuid: string) => `Order ${number} of customer ${uuid} is locked until ${number}`;
        expect(runPattern(toolFailed(text(n, id)))?.key).toBe(runPattern(toolFailed(text(m, other)))?.key);
      }),
    );
  });
});
