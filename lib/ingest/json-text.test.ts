import { describe, expect, it } from 'vitest';
import { parseJsonText } from './json-text';

describe('a body that is not JSON', () => {
  it.each(['{"a":"b" Ana Lee}', 'Ana Lee', '{"a": Ana Lee}', '["Ana Lee"', '{"Ana Lee"}', '{"a":1}Ana Lee', '{"a":"Ana\nLee"}'])(
    'is refused without a word of it: %j',
    (body) => {
      const refuse = () => parseJsonText(Buffer.from(body), 10);
      expect(refuse).toThrow(/^The body is not JSON(?:: it (?:breaks off at character \d+|ends too early))?\.$/);
      expect(refuse).not.toThrow(/Ana|Lee/);
    },
  );
});

describe('a body of very many values', () => {
  it.each([
    ['[1,1,1,1]', 5],
    ['[[],[],[]]', 7],
    ['{"a":{},"b":[1,2]}', 6],
  ])('is refused when it holds more than it may: %s', (body, values) => {
    expect(parseJsonText(Buffer.from(body), 10, undefined, values)).toEqual(JSON.parse(body));
    expect(() => parseJsonText(Buffer.from(body), 10, undefined, values - 1)).toThrow(/more than \d+ values/);
  });

  it('does not count what stands in a text', () => {
    expect(parseJsonText(Buffer.from('["a,b,[,{"]'), 10, undefined, 2)).toEqual(['a,b,[,{']);
  });
});
