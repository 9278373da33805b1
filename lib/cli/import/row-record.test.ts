import { describe, expect, it } from 'vitest';
import { readRunRecord } from '@/lib/domain/read-run-record';
import { parseColumnMap } from './column-map';
import { rowRecord } from './row-record';

const record = (row: Parameters<typeof rowRecord>[0], ...map: string[]) => {
  const made = rowRecord(row, parseColumnMap(map), 'file:abc');
  expect(readRunRecord(structuredClone(made))).toMatchObject({ ok: true });
  return made;
};

describe('a row as a run', () => {
  it('fills the fields that the map names, in the form that they want', () => {
    const row = {
      question: 'How long?',
      answer: '{"days":30}',
      passages: '[{"text":"14 days","source":"policy.pdf","page":3,"score":0.5},"bare"]',
      cost: '0.0012',
      labels: 'a, b;c',
      when: '2026-11-21 08:00:00',
      ticket_no: 'T-1',
      colour: 'red',
      empty: '',
    };
    expect(
      record(row, 'input=question,output=answer,context=passages', 'cost_usd=cost,tags=labels,started_at=when,metadata.ticket=ticket_no'),
    ).toEqual({
      run_id: 'file:abc',
      input: 'How long?',
      output: { days: 30 },
      context: [
        {
          id: 'policy.pdf',
          content: '14 days',
          document_id: 'policy.pdf',
          page: 3,
          rank: 1,
          score: 0.5,
          metadata: { source: 'policy.pdf', page: 3 },
        },
        { id: '2', content: 'bare', rank: 2 },
      ],
      cost_usd: 0.0012,
      tags: ['a', 'b', 'c'],
      started_at: '2026-11-21T08:00:00.000000Z',
      metadata: { ticket: 'T-1', colour: 'red' },
    });
  });

  it('takes columns that are named like fields, and the habits of tables, without a map', () => {
    const row = {
      trace_id: 'r1',
      id: '7',
      output: 'o',
      duration_ms: '12.5',
      created_at: '2026-11-21',
      prompt_version: 3,
      metadata: '{"k":1}',
    };
    expect(record(row)).toEqual({
      run_id: 'r1',
      output: 'o',
      latency_ms: 12.5,
      started_at: '2026-11-21T00:00:00.000000Z',
      prompt_version: '3',
      metadata: { id: '7', k: 1 },
    });
  });

  it('leaves a cell that does not fit to the server, which names the field', () => {
    const made = rowRecord({ output: 'o', confidence: 'high' }, parseColumnMap([]), 'x');
    expect(readRunRecord(made)).toMatchObject({ ok: false, problems: [{ path: '/confidence' }] });
  });

  it('is not made by a map that means nothing', () => {
    expect(() => parseColumnMap(['input'])).toThrow('--map takes field=column');
    expect(() => parseColumnMap(['colour=a'])).toThrow('"colour" is no field of a run');
    expect(() => parseColumnMap(['input=a,input=b'])).toThrow('fills "input" twice');
  });
});
