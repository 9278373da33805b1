import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readRunRecord } from '@/lib/domain/read-run-record';
import { runRecordSchema } from './run-record';

const problemsOf = (value: unknown) => {
  const read = readRunRecord(value);
  return read.ok ? [] : read.problems.map(({ path, detail }) => `${path} ${detail}`);
};

describe('a run record', () => {
  it('needs a run id and something to check', () => {
    expect(problemsOf({})).toEqual(['/run_id A run record needs a run_id, as text.']);
    expect(problemsOf({ run_id: 'R-1' })).toEqual([
      '/output A run needs one of output, output_ref or steps; there would be nothing to check.',
    ]);
    expect(problemsOf({ run_id: 'R-1', output: null })).toEqual([]);
    expect(problemsOf({ run_id: 'R-1', output_ref: 'doc:a' })).toEqual([]);
    expect(problemsOf({ run_id: 'R-1', steps: [{ name: 'only a step' }] })).toEqual([]);
    expect(problemsOf([1])).toEqual([' A run record is a JSON object.']);
  });

  it('takes null for every field that is not known', () => {
    const nulls = Object.fromEntries(Object.keys(runRecordSchema.shape).map((key) => [key, null]));
    expect(problemsOf({ ...nulls, run_id: 'R-1', output: 'x' })).toEqual([]);
  });

  it('names every field that is wrong at once, nested ones by path', () => {
    expect(
      problemsOf({
        run_id: 7,
        output: 'x',
        latency_ms: -1,
        confidence: 90,
        started_at: 'yesterday',
        context: [{ content: 'a', page: 0 }],
        steps: [{ step_id: 'a', kind: 'MAGIC' }, { step_id: 'a' }],
        evidence_refs: [{ document_id: 'd', page: 'three' }, 'doc:ok#page=2'],
      }),
    ).toEqual([
      '/run_id A run record needs a run_id, as text.',
      '/started_at must be an RFC 3339 time between 1970 and 2262, such as 2026-11-21T08:30:00.000Z',
      '/latency_ms must not be negative',
      '/context/0/page is counted from 1',
      '/confidence must be between 0 and 1',
      '/evidence_refs/0/page must be a number',
      expect.stringMatching(/^\/steps\/0\/kind must be one of LLM, TOOL/),
    ]);
  });

  it("refuses an unknown field with a hint, and keeps the sender's own under x_", () => {
    expect(problemsOf({ run_id: 'R-1', output: 'x', evidence_ref: [], colour: 1, claims: [] })).toEqual([
      '/evidence_ref is not a field of a run record. Did you mean evidence_refs?',
      '/colour is not a field of a run record. Put your own data into metadata, or start its name with x_.',
      '/claims is written by Countersign and cannot be posted; leave it out',
    ]);
    expect(readRunRecord({ run_id: 'R-1', output: 'x', x_colour: { a: 1 } })).toMatchObject({ ok: true, own: { x_colour: { a: 1 } } });
  });

  it('refuses ids that cannot be kept, and repeated step ids', () => {
    expect(problemsOf({ run_id: 'x'.repeat(400_000), output: 'x' })).toEqual([
      '/run_id must have at most 512 characters',
      '/run_id must have at most 1024 bytes as UTF-8',
    ]);
    expect(problemsOf({ run_id: 'a\nb', output: 'x' })).toEqual(['/run_id must not hold control characters']);
    expect(problemsOf({ run_id: 'a\u0000b', output: 'x' })).toEqual(['/run_id must not hold NUL or half of a surrogate pair']);
    expect(problemsOf({ run_id: 'r', steps: [{ step_id: 'a' }, { step_id: 'a' }] })).toEqual([
      '/steps/1/step_id repeats the id of /steps/0',
    ]);
  });

  it('repairs NUL and lone surrogates in texts and says where', () => {
    const read = readRunRecord({
      run_id: 'r',
      output: 'a\u0000b',
      metadata: { 'k\ud800': 'fine', deep: [{ t: '\udc00!' }] },
      context: [{ content: '😀' }],
    });
    expect(read).toMatchObject({
      ok: true,
      record: { output: 'a\ufffdb', metadata: { 'k\ufffd': 'fine', deep: [{ t: '\ufffd!' }] }, context: [{ content: '😀' }] },
    });
    expect(read.ok && read.losses.map((loss) => loss.split(':')[0])).toEqual(['/output', '/metadata', '/metadata/deep/0/t']);
  });

  it('refuses numbers beyond a 64-bit float and nesting without end, and keeps a __proto__ key as data', () => {
    expect(problemsOf(JSON.parse('{"run_id":"r","output":{"total":1e400}}'))).toEqual([
      '/output/total is a number beyond what a 64-bit float holds; send it as text',
    ]);
    expect(problemsOf(JSON.parse(`{"run_id":"r","output":${'['.repeat(5000)}${']'.repeat(5000)}}`))).toEqual([
      ' The record is nested deeper than 128 levels.',
    ]);
    const read = readRunRecord(JSON.parse('{"run_id":"r","output":"x","metadata":{"__proto__":{"polluted":1},"a":2}}'));
    expect(read.ok && JSON.stringify(read.record.metadata)).toBe('{"__proto__":{"polluted":1},"a":2}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('takes a passage id as evidence only when the passage is there', () => {
    const base = { run_id: 'r', output: 'x', context: [{ content: 'a' }, { id: 'q', content: 'b' }] };
    expect(problemsOf({ ...base, evidence_refs: ['p1', 'q'] })).toEqual([]);
    expect(problemsOf({ ...base, evidence_refs: ['p2'] })).toEqual([
      '/evidence_refs/0 is neither a document reference (doc:policy-2024#page=3) nor the id of a passage in context',
    ]);
  });

  it('can be published as JSON Schema', () => {
    const schema = z.toJSONSchema(runRecordSchema, { io: 'input' });
    expect(schema.required).toEqual(['run_id']);
    expect(Object.keys(schema.properties ?? {})).toContain('evidence_refs');
  });
});
