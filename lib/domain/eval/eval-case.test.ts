import { expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { effectiveOutput } from '@/lib/domain/review/effective-output';
import { type DecidedClaim, type EvalCaseSource, evalCaseBody, evalCaseSha256 } from './eval-case';
import { outputShape } from '@/lib/domain/output-shape';
import type { EvidenceSnapshot, VerdictRecord } from '@/lib/domain/review/review-record';
import { evalRequestSchema } from '@/lib/domain/review/review-submission';

const snapshot: EvidenceSnapshot = {
  document_id: 'inv-77',
  version: 1,
  title: 'Invoice 77',
  sha256: 'ab',
  page: 1,
  passage: null,
  start: 0,
  end: 5,
  quote: '41,300',
  prefix: '',
  suffix: '',
  boxes: [],
  origin: 'reviewer',
  match: 'exact',
};
const record = (more: Partial<VerdictRecord>): VerdictRecord => ({
  verdict: {},
  claim: null,
  target: null,
  change: null,
  evidence: null,
  shown: [],
  ...more,
});
const decided: DecidedClaim[] = [
  {
    eventId: 'e1',
    claimId: 'c1',
    verb: 'fix',
    reasonCode: 'number_wrong',
    after: '41,300',
    note: null,
    record: record({ verdict: { value: 'wrong' }, evidence: snapshot, target: { kind: 'field', path: '/total' }, change: 'set' }),
  },
  {
    eventId: 'e2',
    claimId: 'c2',
    verb: 'right',
    reasonCode: null,
    after: undefined,
    note: null,
    record: record({
      verdict: { value: 'right' },
      shown: [
        { ...snapshot, quote: 'Acme' },
        { ...snapshot, quote: 'second' },
      ],
    }),
  },
  {
    eventId: 'e3',
    claimId: 'c3',
    verb: 'cannot_tell',
    reasonCode: null,
    after: undefined,
    note: null,
    record: record({ verdict: { value: 'cannot_tell' }, shown: [snapshot] }),
  },
];
const source: EvalCaseSource = {
  run: assembleRun({
    runId: 'r1',
    source: 'plain',
    facts: {
      input: 'Read this.',
      output: { total: '41,200', buyer: 'Acme' },
      route: 'invoice',
      promptVersion: '7',
      context: [{ id: 'p1', content: 'Total 41,300', documentId: 'inv-77' }],
    },
    steps: [],
  }),
  revision: 'sha256:1',
  effective: effectiveOutput({ total: '41,200', buyer: 'Acme' }, [
    {
      eventId: 'e1',
      seq: 1,
      at: '2026-01-01T00:00:00Z',
      claimId: 'c1',
      target: { kind: 'field', path: '/total' },
      change: 'set',
      before: '41,200',
      after: '41,300',
      decisionId: 'd1',
      amends: null,
    },
  ]),
  decided,
  request: evalRequestSchema.parse({ expected_fallback: 'ask_human' }),
  decision: {
    decisionId: 'd1',
    itemId: 'i1',
    queue: 'q',
    outcome: 'corrected',
    reviewerId: 'u1',
    at: '2026-01-01T00:00:00Z',
    trailIndex: '12',
    previousDecisionId: null,
  },
};

it('expects the effective output, its shape, the route, the fallback and the evidence that a person pointed at or confirmed', () => {
  const body = evalCaseBody(source);
  expect(body).toMatchObject({
    input: 'Read this.',
    context: [{ id: 'p1', content: 'Total 41,300', document_id: 'inv-77' }],
    expected: {
      route: 'invoice',
      output: { total: '41,300', buyer: 'Acme' },
      fallback: 'ask_human',
      evidence_required: true,
      shape: { type: 'object', required: ['buyer', 'total'] },
    },
    review: { outcome: 'corrected' },
    lineage: {
      run_id: 'r1',
      revision: 'sha256:1',
      decision_id: 'd1',
      trail_index: '12',
      prompt_version: '7',
      event_ids: ['e1', 'e2', 'e3'],
    },
  });
  expect(
    (body['expected'] as { evidence: { claim_id: string; quote: string }[] }).evidence.map(({ claim_id, quote }) => [claim_id, quote]),
  ).toEqual([
    ['c1', '41,300'],
    ['c2', 'Acme'],
  ]);
});

it('asks for no evidence where none is required, and takes the schema of the run where it has one', () => {
  const run = { ...source.run, facts: { ...source.run.facts, outputSchema: { type: 'object', title: 'Invoice' } } };
  expect(evalCaseBody({ ...source, run, request: evalRequestSchema.parse({ evidence_required: false }) })).toMatchObject({
    expected: { evidence: [], shape: { title: 'Invoice' } },
  });
});

it('has a hash that survives being stored and read again', () => {
  const body = evalCaseBody(source);
  expect(evalCaseSha256(JSON.parse(JSON.stringify(body)))).toBe(evalCaseSha256(body));
  expect(evalCaseSha256({ ...body, input: 'Other' })).not.toBe(evalCaseSha256(body));
});

it('describes shapes of lists only where their elements agree', () => {
  expect(outputShape([{ a: 1 }, { a: 2 }])).toEqual({
    type: 'array',
    items: { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] },
  });
  expect(outputShape([1, 'a'])).toEqual({ type: 'array' });
});
