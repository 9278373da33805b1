import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { injectionSpots } from './injection-spots';

// Texts that people wrote for people: none of them speaks to a model. Skipped by name where the folder is absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

const read = (...path: string[]): string => readFileSync(join(data as string, ...path), 'utf8');
const lines = <T>(...path: string[]): T[] =>
  read(...path)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

function realTexts(): string[] {
  const qa = lines<{ source_info: { passages: string } }>('ragtruth', 'qa_train', 'source_info.jsonl').flatMap(
    ({ source_info: { passages } }) => passages.split(/passage \d+:/iu).slice(1),
  );
  const grouped = ['summary', 'data2txt'].flatMap((task) =>
    lines<{ source: unknown }>('ragtruth', 'by_source_train', `ragtruth_${task}.jsonl`).map(({ source }) =>
      typeof source === 'string' ? source : JSON.stringify(source, null, 1),
    ),
  );
  const policies = (JSON.parse(read('policyqa', 'dev.json')) as { data: { paragraphs: { context: string }[] }[] }).data.flatMap(
    ({ paragraphs }) => paragraphs.map(({ context }) => context),
  );
  const pages = lines<{ evidence: string[] }>('wice', 'dev.jsonl').flatMap(({ evidence }) => evidence);
  const filings = lines<{ evidence: { evidence_text: string; evidence_text_full_page: string }[] }>(
    'financebench',
    'data',
    'financebench_open_source.jsonl',
  ).flatMap(({ evidence }) => evidence.flatMap((one) => [one.evidence_text, one.evidence_text_full_page]));
  const documents = (JSON.parse(read('mtrag-human', 'human_evaluations.json')) as { documents: { text: string }[] }).documents.map(
    ({ text }) => text,
  );
  return [...qa, ...grouped, ...policies, ...pages, ...filings, ...documents];
}

describe.skipIf(!data)('Real passages', () => {
  it('hardly ever look like instructions to a model', { timeout: 120_000 }, () => {
    const texts = realTexts();
    const found = texts.map((text) => injectionSpots(text));
    const hit = found.filter((spots) => spots.length > 0).length;
    console.log(
      `instructions in real texts: ${hit} of ${texts.length} passages (${((100 * hit) / texts.length).toFixed(3)} %): ${found
        .flat()
        .map(({ words }) => words)
        .join('; ')}`,
    );
    expect(texts.length).toBeGreaterThan(5000);
    expect(hit / texts.length).toBeLessThan(0.001);
  });
});
