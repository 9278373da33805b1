import { expect, it } from 'vitest';
import { readSearches, withoutSearch, withSearch } from './recent-searches';

it('keeps the newest search first and each once', () => {
  expect(withSearch(['a', 'b'], ' b ')).toEqual(['b', 'a']);
  expect(withSearch(['a'], 'A')).toEqual(['A', 'a']);
});

it('keeps eight, none that is empty and none too long to be read in a list', () => {
  const eight = [...'abcdefgh'];
  expect(withSearch(eight, 'new')).toEqual(['new', ...'abcdefg']);
  expect(withSearch(eight, '  ')).toEqual(eight);
  expect(withSearch(eight, 'x'.repeat(201))).toEqual(eight);
});

it('takes one away', () => {
  expect(withoutSearch(['a', 'b'], 'a')).toEqual(['b']);
});

it.each([null, '', '{', '{"a":1}', '"a"', '[1,null,""]'])('reads %j as no searches', (stored) => {
  expect(readSearches(stored)).toEqual([]);
});

it('reads back what was stored', () => {
  expect(readSearches('["b","a"]')).toEqual(['b', 'a']);
});
