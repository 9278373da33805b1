import { describe, expect, it } from 'vitest';
import { factsFromRecord, recordFromFacts } from './record-facts';
import type { RunRecord } from '@/lib/domain/run/run-record';
import { runRecordSchema } from '@/lib/domain/run/run-record';

const full: RunRecord = runRecordSchema.parse({
  run_id: 'R-8F3A',
  name: 'policy-answer',
  session_id: 's',
  user_id: 'u',
  environment: 'production',
  release: 'git:abc',
  started_at: '2026-11-21T08:30:00.123456Z',
  ended_at: '2026-11-21T08:30:03.923456Z',
  latency_ms: 3800,
  cost_usd: 0.0123,
  usage: { input_tokens: 10, output_tokens: 2, cached_input_tokens: 0, reasoning_tokens: 1 },
  tags: ['a'],
  metadata: { ticket: 'CLM-1' },
  input: { q: 1 },
  input_ref: 'doc:in',
  parsed_artifact_ref: 'doc:parsed',
  parser_version: '3',
  route: 'refund',
  route_reason: 'why',
  route_policy_version: '9',
  prompt_id: 'p',
  prompt_version: '2',
  instructions: 'be exact',
  rendered_prompt: 'be exact: 1',
  model_provider: 'openai',
  model_name: 'm',
  model_policy: 'cheap first',
  temperature: 0,
  top_p: 1,
  seed: 7,
  max_tokens: 0,
  system_fingerprint: 'fp',
  finish_reason: 'stop',
  context: [
    {
      id: 'p1',
      document_id: 'policy-2024',
      version: 2,
      page: 3,
      chars: [4, 9],
      content: 'text',
      rank: 1,
      score: -0.5,
      metadata: { a: null },
    },
  ],
  context_refs: ['doc:policy-2024#page=3'],
  output: { total: 5 },
  output_ref: 'doc:o',
  raw_output_ref: 'doc:raw',
  output_schema: { type: 'object' },
  schema_version: '1',
  validation_errors: ['bad'],
  retries: 0,
  confidence: 0.9,
  rationale: 'because',
  fallback_taken: 'small model',
  evidence_refs: [{ claim: '/total', document_id: 'inv-77', page: 1, quote: 'Total due', start: 0, end: 9, boxes: [[0, 0, 1, 1]] }],
  guardrails: [{ name: 'pii', outcome: 'pass', detail: 'none found' }],
});

describe('facts of a record', () => {
  it('come back as the same record', () => {
    expect(recordFromFacts('R-8F3A', factsFromRecord(full))).toEqual(full);
  });

  it('leave no field of the record behind', () => {
    const notFacts = ['run_id', 'review_outcome', 'eval_case_id', 'steps'];
    const covered = Object.keys(recordFromFacts('R-8F3A', factsFromRecord(full)));
    expect(Object.keys(runRecordSchema.shape).filter((field) => !notFacts.includes(field) && !covered.includes(field))).toEqual([]);
  });

  it('treat null as unknown, and keep zero, false and empty', () => {
    expect(factsFromRecord({ run_id: 'r', output: '', retries: 0, confidence: null, input: false, fallback_taken: null })).toEqual({
      output: '',
      retries: 0,
      input: false,
    });
  });

  it('read evidence from references and from passages of the context', () => {
    const facts = factsFromRecord({
      run_id: 'r',
      output: 'x',
      context: [{ content: 'alpha', document_id: 'd', page: 4 }],
      evidence_refs: ['doc:policy%232024#page=3&chars=10,20', 'doc:inv#path=/lines/0', 'p1'],
    });
    expect(facts.evidence).toEqual([
      { documentId: 'policy#2024', page: 3, start: 10, end: 20 },
      { documentId: 'inv', path: '/lines/0' },
      { documentId: 'd', page: 4, quote: 'alpha' },
    ]);
    expect(facts.context?.[0]).toEqual({ id: 'p1', content: 'alpha', documentId: 'd', page: 4, rank: 1 });
  });

  it('keep microseconds and turn every zone into UTC', () => {
    expect(factsFromRecord({ run_id: 'r', started_at: '2026-11-21T10:30:00.123456789+02:00' })).toEqual({
      startedAt: '2026-11-21T08:30:00.123456Z',
    });
  });
});
