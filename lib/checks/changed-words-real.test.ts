import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { comparativeChanged } from './comparative-changed';
import { exampleEvaluation } from './evidence-example';
import { quantifierChanged } from './quantifier-changed';
import { readClaims } from './read-claims';

// Sentences of real passages, copied and with one word turned round. Skipped by name where the folder is absent.
const file = sharedFolder() ? join(sharedFolder() as string, 'data/ragtruth/qa_train/source_info.jsonl') : null;

/** Each takes the place of the other; the first letter stays as it is. */
const TURNED: readonly [string, string][] = [
  ['all', 'some'],
  ['always', 'sometimes'],
  ['must', 'may'],
  ['should', 'must'],
  ['at least', 'at most'],
  ['more', 'less'],
  ['higher', 'lower'],
  ['before', 'after'],
  ['increases', 'decreases'],
  ['above', 'below'],
  ['faster', 'slower'],
];
const PER_WORD = 14;
const STRIDE = 3;

interface Case {
  passage: string;
  sentence: string;
  turned: string;
  word: string;
}

function cases(): Case[] {
  const counts = new Map<string, number>();
  const passages = readFileSync(file as string, 'utf8')
    .trim()
    .split('\n')
    .filter((_, index) => index % STRIDE === 0)
    .flatMap((line) => (JSON.parse(line) as { source_info: { passages: string } }).source_info.passages.split(/passage \d+:/iu).slice(1));
  return passages.flatMap((passage) =>
    passage.split('\n').flatMap((line) =>
      sentencesIn(line).flatMap(([start, end]) => {
        const sentence = line.slice(start, end);
        const words = sentence.split(/\s+/u).length;
        if (words < 8 || words > 26 || /[?:]/u.test(sentence)) return [];
        return TURNED.flatMap(([from, to]) => {
          const pattern = new RegExp(`(?<!\\p{L})${from}(?!\\p{L})`, 'gu');
          if ((sentence.match(pattern)?.length ?? 0) !== 1 || (counts.get(from) ?? 0) >= PER_WORD) return [];
          counts.set(from, (counts.get(from) ?? 0) + 1);
          return [{ passage, sentence, turned: sentence.replace(pattern, to), word: from }];
        });
      }),
    ),
  );
}

function finds(output: string, passage: string): boolean {
  const read = readClaims(exampleEvaluation({ facts: { output, context: [{ id: 'p', content: passage }] } }));
  return [quantifierChanged, comparativeChanged].some((check) => check.run(read).length > 0);
}

describe.skipIf(!file)('Copied sentences of real passages', () => {
  it('are left alone, and most are told once a word is turned round', { timeout: 240_000 }, () => {
    const all = cases();
    const copies = all.filter(({ sentence, passage }) => finds(sentence, passage));
    const found = all.filter(({ turned, passage }) => finds(turned, passage));
    const byWord = TURNED.map(([word]) => {
      const own = all.filter((one) => one.word === word);
      return `${word} ${found.filter((one) => one.word === word).length}/${own.length}`;
    });
    console.log(`changed words: ${found.length} of ${all.length} found, ${copies.length} copies told; ${byWord.join(', ')}`);
    expect(all.length).toBeGreaterThan(80);
    expect(copies.map(({ sentence }) => sentence)).toEqual([]);
    expect(found.length / all.length).toBeGreaterThan(0.6);
  });
});
