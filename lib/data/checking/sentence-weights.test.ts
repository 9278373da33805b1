import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWeights } from './sentence-weights';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-weights-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(folder, 'weights.json');
  writeFileSync(path, text);
  return path;
}

it('takes the file that ships', () => {
  expect(readWeights('lib/domain/risk/sentence-weights.json').columns.length).toBeGreaterThan(20);
});

it.each([
  ['{', 'is not JSON'],
  ['{"version": "mine@1"}', 'is no sentence model: provenance'],
])('refuses %s with what is wrong and what to do', (text, why) => {
  expect(() => readWeights(file(text))).toThrow(why);
  expect(() => readWeights(file(text))).toThrow('npm run fit:risk');
});

it('refuses a file that is not there', () => {
  expect(() => readWeights(join(folder, 'absent.json'))).toThrow('cannot be read');
});
