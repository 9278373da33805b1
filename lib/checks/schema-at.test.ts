import { describe, expect, it } from 'vitest';
import { isJudgement, schemaAt } from './schema-at';

const schema = {
  type: 'object',
  $defs: { line: { type: 'object', properties: { qty: { type: 'number' }, kind: { anyOf: [{ enum: ['a', 'b'] }, { type: 'null' }] } } } },
  properties: { lines: { type: 'array', items: { $ref: '#/$defs/line' } }, loop: { $ref: '#/properties/loop' } },
  additionalProperties: { type: 'boolean' },
};

describe('schemaAt', () => {
  it('goes through properties, items, references and nullable unions', () => {
    expect(schemaAt(schema, ['lines', '0', 'qty'])).toEqual({ type: 'number' });
    expect(schemaAt(schema, ['lines', '0', 'kind'])).toEqual({ enum: ['a', 'b'] });
    expect(schemaAt(schema, ['anything'])).toEqual({ type: 'boolean' });
  });

  it('ends for references that lead nowhere or to themselves', () => {
    expect(schemaAt(schema, ['loop'])).toBe(null);
    expect(schemaAt({ $ref: '#/none' }, ['x'])).toBe(null);
    expect(schemaAt({ $ref: '#/100%' }, ['x'])).toBe(null);
  });

  it('tells judgements from values', () => {
    expect([isJudgement({ enum: ['a'] }), isJudgement({ type: 'boolean' }), isJudgement({ type: 'string' }), isJudgement(null)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
