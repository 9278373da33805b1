import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { findingsIn, saidIn } from './evidence-example';
import { requiredField } from './required-field';

const schema: Json = {
  type: 'object',
  required: ['buyer', 'total', 'iban', 'note', 'status', 'lines'],
  properties: {
    buyer: { type: 'string' },
    total: { type: 'number' },
    iban: { type: 'string' },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    status: { enum: ['paid', 'unknown'] },
    lines: {
      type: 'array',
      items: { type: 'object', required: ['text'], properties: { text: { type: 'string' }, unit: { type: 'string' } } },
    },
  },
};
const said = (output: Json) => saidIn(requiredField, { facts: { output, outputSchema: schema } });

describe('required fields', () => {
  it('are empty when null, blank or filled with a word that says nothing', () => {
    expect(
      said({ buyer: 'N/A', total: null, iban: '  ', note: 'ok', status: 'paid', lines: [{ text: 'unknown' }, { text: 'Desk' }] }),
    ).toEqual([
      'required_field_empty: /buyer is required and holds only "N/A".',
      'required_field_empty: /iban is required and is blank.',
      'required_field_empty: /lines/0/text is required and holds only "unknown".',
      'required_field_empty: /total is required and is null.',
    ]);
  });

  it('are not empty where the schema itself allows for that value, and optional ones may be', () => {
    expect(said({ buyer: 'Acme', total: 0, iban: 'DE02', note: null, status: 'unknown', lines: [{ text: 'None', unit: '' }] })).toEqual([]);
    expect(said({ buyer: 'Acme', total: 1, iban: 'DE02', note: 'x', status: 'paid', lines: [] })).toEqual([]);
  });

  it('stand on their claim, also in JSON text, and need a schema', () => {
    const text = JSON.stringify({ buyer: '-', total: 1, iban: 'x', note: '', status: 'paid', lines: [] });
    const findings = findingsIn(requiredField, { facts: { output: text, outputSchema: schema } });
    expect(findings.map(({ detail }) => detail)).toEqual(['/buyer is required and holds only "-".', '/note is required and is blank.']);
    expect(findings[0]?.claimId).toBe('c1');
    expect(saidIn(requiredField, { facts: { output: { buyer: '' } } })).toEqual([]);
    expect(saidIn(requiredField, { facts: { output: 'n/a', outputSchema: schema } })).toEqual([]);
  });

  it('are counted beyond the first twelve', () => {
    const all = said({
      buyer: 'A',
      total: 1,
      iban: 'x',
      note: 'x',
      status: 'paid',
      lines: Array.from({ length: 30 }, () => ({ text: '' })),
    });
    expect(all).toHaveLength(13);
    expect(all.at(-1)).toBe('required_field_empty: 18 more required fields are empty, 30 in all.');
    expect(all[1]).toContain('/lines/1/');
  });
});
