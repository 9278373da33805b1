import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { findingsIn, saidIn } from './evidence-example';
import { outputSchema } from './output-schema';

const invoice: Json = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['buyer', 'total', 'lines'],
  additionalProperties: false,
  properties: {
    buyer: { type: 'string', minLength: 1 },
    total: { type: 'number', minimum: 0 },
    currency: { enum: ['EUR', 'USD', 'GBP'] },
    due: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
    lines: { type: 'array', items: { $ref: '#/$defs/line' } },
  },
  $defs: { line: { type: 'object', required: ['amount'], properties: { amount: { type: 'number' } } } },
};
const good = { buyer: 'Acme GmbH', total: 41200, currency: 'EUR', due: '2024-03-01', lines: [{ amount: 41200 }] };
const said = (output: Json, schema: Json = invoice) => saidIn(outputSchema, { facts: { output, outputSchema: schema } });

describe('the shape of the output', () => {
  it('is silent when it is as asked, as JSON, as JSON text, and inside a fenced block', () => {
    expect(said(good)).toEqual([]);
    expect(said(JSON.stringify(good))).toEqual([]);
    expect(said(`Here it is:\n\`\`\`json\n${JSON.stringify(good)}\n\`\`\`\n`)).toEqual([]);
    expect(said({ ...good, due: null })).toEqual([]);
  });

  it('is silent without a schema or without an output', () => {
    expect(saidIn(outputSchema, { facts: { output: good } })).toEqual([]);
    expect(saidIn(outputSchema, { facts: { outputSchema: invoice } })).toEqual([]);
  });

  it('says each place with what stands there, on the claim that it is about', () => {
    const findings = findingsIn(outputSchema, {
      facts: {
        outputSchema: invoice,
        output: { buyer: 'Acme GmbH', total: '41,200.00', currency: 'Euro', due: 'soon', lines: [{}], vat: 19 },
      },
    });
    expect(findings.map(({ detail }) => detail).sort()).toEqual([
      '/currency must be one of "EUR", "USD", "GBP", not "Euro".',
      '/due must match format "date".',
      '/lines/0/amount is required and absent.',
      '/total must be number, not "41,200.00".',
      '/vat is not in the schema.',
    ]);
    expect(findings.every(({ code, severity }) => code === 'schema_invalid' && severity === 'high')).toBe(true);
    expect(findings.find(({ detail }) => detail.startsWith('/total'))?.claimId).toMatch(/^c\d$/);
  });

  it('counts what it does not list', () => {
    const lines = Array.from({ length: 40 }, () => ({ amount: 'x' }));
    const all = said({ ...good, lines });
    expect(all).toHaveLength(13);
    expect(all.at(-1)).toBe('schema_invalid: The output breaks its schema in 28 more places, 40 in all.');
  });

  it('says when JSON was asked for and prose came', () => {
    expect(said('The total is 41,200 EUR.')).toEqual([
      'schema_invalid: The output is text and holds no JSON, but its schema asks for it: “The total is 41,200 EUR.”.',
    ]);
    expect(said('just a word', { type: 'string' })).toEqual([]);
  });

  it('reads the drafts that are in use', () => {
    const tuple = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'array', items: [{ type: 'string' }, { type: 'number' }] };
    expect(said(['a', 'b'], tuple)).toEqual(['schema_invalid: /1 must be number, not "b".']);
    expect(said(['a', 'b'], { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] })).toEqual([
      'schema_invalid: /1 must be number, not "b".',
    ]);
    expect(said({ total: null }, { type: 'object', properties: { total: { type: 'number', nullable: true } } })).toEqual([]);
  });

  it('does not mix up two schemas that call themselves the same', () => {
    const named = (type: string): Json => ({ $id: 'https://example.test/answer', type: 'object', properties: { n: { type } } });
    expect(said({ n: 1 }, named('number'))).toEqual([]);
    expect(said({ n: 1 }, named('string'))).toEqual(['schema_invalid: /n must be string, not 1.']);
    expect(said({ n: 1 }, named('number'))).toEqual([]);
  });
});

describe('a schema that is itself at fault', () => {
  it('is said as such, and the output is not blamed', () => {
    expect(said(good, { type: 'objekt' })[0]).toMatch(/^schema_unusable: The output was not checked against its schema: .*type/);
    expect(said(good, 'a text')).toEqual([
      'schema_unusable: The output was not checked against its schema: a schema is an object, this is not one.',
    ]);
    expect(said(good, { properties: { buyer: { type: 'string', pattern: '(' } } })[0]).toMatch(/^schema_unusable/);
  });

  it('is never completed from elsewhere', () => {
    expect(said(good, { properties: { buyer: { $ref: 'https://example.test/buyer.json' } } })).toEqual([
      'schema_unusable: The output was not checked against its schema: it refers to https://example.test/buyer.json, which is not part of it, and nothing is fetched.',
    ]);
    expect(said(good, { $async: true, type: 'object' })[0]).toMatch(/asynchronously/);
  });

  it('costs a bounded time, however it is made', () => {
    const slowPattern = { properties: { buyer: { type: 'string', pattern: '^(([a-z])+.)+[A-Z]([a-z])+$' } } };
    expect(said({ buyer: `${'a'.repeat(60)}` }, slowPattern)).toEqual([
      'schema_unusable: The output was not checked against its schema: it took more than 1000 ms to compare the output with it.',
    ]);
    expect(said(good, { properties: { buyer: { pattern: `(${'a|'.repeat(2000)}b)` } } })[0]).toMatch(/pattern has \d+ characters/);
    let deep: Json = {};
    for (let level = 0; level < 5000; level++) deep = { not: deep };
    expect(said(good, deep)[0]).toMatch(/nested deeper than 100 levels/);
    expect(said(good, { enum: Array.from({ length: 60_000 }, (_, at) => `value ${at}`) })[0]).toMatch(/more than the 500000/);
    expect(said(good, { $ref: '#' })[0]).toMatch(/schema_unusable/);
    expect(
      said(good, { $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { allOf: [{ $ref: '#/$defs/a' }] } }, $ref: '#/$defs/a' })[0],
    ).toMatch(/without end/);
    const wide: Json = {
      oneOf: Array.from({ length: 2000 }, (_, at) => ({
        properties: { [`k${at}`]: { type: 'number', minimum: at } },
        required: [`k${at}`],
      })),
    };
    expect(said(good, wide)[0]).toMatch(/^schema_(invalid|unusable)/);
    expect(said(good)).toEqual([]);
  });

  it('leaves prototypes alone', () => {
    const hostile = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"number"},"constructor":{"type":"string"}}}') as Json;
    expect(said(JSON.parse('{"__proto__":"x","constructor":"y"}') as Json, hostile).length).toBeLessThanOrEqual(1);
    expect(Object.hasOwn(Object.prototype, 'type')).toBe(false);
  });
});
