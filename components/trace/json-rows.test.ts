import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { jsonRows } from './json-rows';

const lines = (value: Json, turned: string[] = []) =>
  jsonRows(value, new Set(turned)).map(({ path, kind, isFolded }) => `${path}:${kind}${isFolded ? '…' : ''}`);

describe('jsonRows', () => {
  it('lays a value out in order, with a closing row for each open container', () => {
    expect(lines({ b: 1, a: [true, null], 'x/y': 'z' })).toEqual([
      ':object',
      '/b:number',
      '/a:array',
      '/a/0:boolean',
      '/a/1:null',
      '/a:close',
      '/x~1y:string',
      ':close',
    ]);
  });

  it('folds what is deep, and opens it when turned', () => {
    const deep = { a: { b: { c: { d: 1 } } } };
    expect(lines(deep)).toContain('/a/b/c:object…');
    expect(lines(deep, ['/a/b/c'])).toContain('/a/b/c/d:number');
  });

  it('takes a value nested 2,000 deep when it is all open', () => {
    let value: Json = 'end';
    const paths: string[] = [];
    for (let depth = 0; depth < 2000; depth++) value = [value];
    for (let depth = 3; depth < 2000; depth++) paths.push('/0'.repeat(depth));
    expect(jsonRows(value, new Set(paths)).some((row) => row.value === 'end')).toBe(true);
  });

  it('keeps keys that look like prototypes', () => {
    expect(lines(JSON.parse('{"__proto__":{"x":1},"constructor":2}') as Json)).toEqual([
      ':object',
      '/__proto__:object',
      '/__proto__/x:number',
      '/__proto__:close',
      '/constructor:number',
      ':close',
    ]);
  });
});
