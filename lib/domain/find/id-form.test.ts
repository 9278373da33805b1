import { describe, expect, it } from 'vitest';
import { idKinds, kindWords } from './id-form';

describe('idKinds', () => {
  it.each([
    ['4bf92f3577b34da6a3ce929d0e0e4736', 'trace'],
    ['00F067AA0BA902B7', 'span'],
    ['01a22b31-741d-7e14-aacc-0d6d163ecd65', 'item'],
    ['somebody@example.test', 'user'],
    ['R-1012', 'run'],
    ['  chat-551 ', 'run'],
    ['returns-policy', 'run'],
    ['عربي-12', 'run'],
    ['48213377', 'run'],
  ])('takes %s for an id, first of a kind %s', (text, kind) => {
    expect(idKinds(text)?.[0]).toBe(kind);
  });

  it.each(['', 'R1', 'refund', 'two words', 'R-1012 and R-1013', '–', 'a-', 'x'.repeat(300), `${'x'.repeat(201)}1`])(
    'takes %j for words',
    (text) => {
      expect(idKinds(text)).toBeNull();
    },
  );

  it('takes what is one digit short of a trace for any id', () => {
    expect(idKinds('4bf92f3577b34da6a3ce929d0e0e473')?.[0]).toBe('run');
  });
});

it('says kinds as a person would', () => {
  expect(kindWords(['user'])).toBe('a user');
  expect(kindWords(['item', 'run'])).toBe('an item or run');
  expect(kindWords(['trace', 'run', 'request'])).toBe('a trace, run or request');
});
