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
