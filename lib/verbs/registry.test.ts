import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findVerb, VERBS } from './registry';

const NOT_VERBS = ['key-commands', 'reason', 'registry', 'verb', 'verdict-verb'];
const files = readdirSync(import.meta.dirname).map((file) => file.replace(/\.ts$/, ''));

it('holds every verb file once, and each has a test', () => {
  const verbFiles = files.filter((file) => !file.endsWith('.test') && !NOT_VERBS.includes(file));
  expect(VERBS.map(({ name }) => name.replaceAll('_', '-')).sort()).toEqual(verbFiles.sort());
  for (const file of verbFiles) expect(files).toContain(`${file}.test`);
});

it('has unique names, keys and reason codes', () => {
  const keys = VERBS.flatMap(({ key }) => (key === null ? [] : [key]));
  expect(new Set(keys).size).toBe(keys.length);
  for (const { reasonCodes } of VERBS) expect(new Set(reasonCodes.map(({ code }) => code)).size).toBe(reasonCodes.length);
  expect(findVerb('skip')?.title).toBe('Skip');
  expect(findVerb('no_such_verb')).toBeNull();
});

it('lets only the product expire a lease', () => {
  expect(VERBS.filter(({ permission }) => permission === null).map(({ name }) => name)).toEqual(['expire']);
});
