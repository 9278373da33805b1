// Counts in how many passages each stem stands and writes the levels of rarity that lib/domain/support/support-rarity.ts reads: stems
// and levels, no text. Unsupervised: labels are never read.
// npx tsx bench/background-words.ts --data ../shared/data [--out lib/domain/support/background-words.json]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wordsOf } from '@/lib/domain/support/support-words';
import { ragtruthAnswers } from './evidence/ragtruth-answers';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string', default: 'lib/domain/support/background-words.json' },
  },
});
const LEVELS = 24;
/** Rarer stems tell nothing from a stem that is nowhere. */
const LEAST = 3;

const passages = [...ragtruthPassages(), ...wicePages(), ...policies(), ...wikis()];
const counts = new Map<string, number>();
for (const passage of passages)
  for (const stem of new Set(wordsOf(passage).map(({ stem }) => stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
const rarest = Math.log((passages.length + 1) / 0.5);
const levels = Array.from({ length: LEVELS }, (): string[] => []);
for (const [stem, count] of counts) {
  const rarity = Math.log((passages.length + 1) / (count + 0.5)) / rarest;
  if (count >= LEAST && /^\p{L}/u.test(stem)) levels[Math.min(LEVELS - 1, Math.round(rarity * LEVELS))]?.push(stem);
}
const stems = levels.map((list) => list.sort().join(' '));
writeFileSync(values.out, `${JSON.stringify({ levels: LEVELS, passages: passages.length, stems }, null, 1)}\n`);
console.log(`${passages.length} passages, ${counts.size} stems, ${levels.flat().length} written`);

function ragtruthPassages(): string[] {
  const bySource = new Map(ragtruthAnswers(values.data).map((answer) => [answer.source, answer]));
  return [...bySource.values()].flatMap(({ task, passages: texts }) =>
    task === 'data2txt' ? [] : texts.flatMap((text) => text.split(/\n{2,}/u)),
  );
}

/** The cited pages, ten sentences a passage. */
function wicePages(): string[] {
  const claims = readFileSync(join(values.data, 'wice', 'dev.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return claims.flatMap((line) => {
    const { evidence } = JSON.parse(line) as { evidence: string[] };
    return Array.from({ length: Math.ceil(evidence.length / 10) }, (_, index) => evidence.slice(index * 10, index * 10 + 10).join(' '));
  });
}

function policies(): string[] {
  const { data } = JSON.parse(readFileSync(join(values.data, 'policyqa', 'dev.json'), 'utf8')) as {
    data: { paragraphs: { context: string }[] }[];
  };
  return data.flatMap(({ paragraphs }) => paragraphs.map(({ context }) => context));
}

function wikis(): string[] {
  const { documents } = JSON.parse(readFileSync(join(values.data, 'mtrag-human', 'human_evaluations.json'), 'utf8')) as {
    documents: { text: string }[];
  };
  return documents.map(({ text }) => text);
}
