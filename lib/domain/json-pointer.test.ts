import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointerTokens, readPointer, removePointer, writePointer } from './json-pointer';
import type { Json } from '@/lib/domain/run/run';

describe('json pointers', () => {
  it('reads the examples of RFC 6901', () => {
    const document: Json = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8 };
    const found = ['', '/foo', '/foo/0', '/', '/a~1b', '/c%d', '/m~0n'].map((pointer) => readPointer(document, pointer));
    expect(found).toEqual([document, ['bar', 'baz'], 'bar', 0, 1, 2, 8]);
  });

  it('refuses what is not a pointer and finds nothing outside', () => {
    expect([
      pointerTokens('a'),
      pointerTokens('/~2'),
      readPointer([1], '/01'),
      readPointer([1], '/1'),
      readPointer({}, '/toString'),
      readPointer('x', '/0'),
    ]).toEqual([null, null, undefined, undefined, undefined, undefined]);
  });

  it('writes at the end of a list but not beyond it', () => {
    expect(writePointer([1], '/1', 2)?.value).toEqual([1, 2]);
    expect(writePointer([1], '/-', 2)?.value).toEqual([1, 2]);
    expect(writePointer([1], '/2', 2)).toBeNull();
    expect(writePointer({ a: 1 }, '/a/b', 2)).toBeNull();
    expect(writePointer({ a: 1 }, '/b/c', 2)).toBeNull();
  });

  it('reads back what it wrote and does not touch the value it was given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), fc.jsonValue(), (record, key, next) => {
        const before = JSON.stringify(record);
        const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const written = writePointer(record as Json, pointer, next as Json);
        expect(readPointer(written?.value ?? null, pointer)).toEqual(next);
        expect(Object.hasOwn(removePointer(written?.value ?? null, pointer)?.value as object, key)).toBe(false);
        expect(JSON.stringify(record)).toBe(before);
      }),
    );
  });
});
