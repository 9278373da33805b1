import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { evaluateRun } from './evaluate-run';

// Real answers in which people marked every unsupported span. Skipped by name where the folder is absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data/ragtruth/qa_train') : null;
const ANSWERS = 240;

interface Source {
  source_id: string;
  source_info: { question: string; passages: string };
}
interface Answer {
  source_id: string;
  response: string;
  labels: { start: number; end: number }[];
}

const lines = <T>(file: string): T[] =>
  readFileSync(join(data as string, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** Probability that a bad one scores above a good one; ties count half. */
function auroc(scored: readonly { score: number; isBad: boolean }[]): number {
  const [bad, good] = [scored.filter(({ isBad }) => isBad), scored.filter(({ isBad }) => !isBad)];
  let wins = 0;
  for (const a of bad) for (const b of good) wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
  return wins / (bad.length * good.length);
}

describe.skipIf(!data)('RAGTruth answers', () => {
  it('rank by risk as people marked them, and what stands word for word is hardly ever marked', { timeout: 120_000 }, () => {
    const sources = new Map(lines<Source>('source_info.jsonl').map((source) => [source.source_id, source.source_info]));
    const all = lines<Answer>('response.jsonl');
    const answers = all.filter((_, index) => index % Math.floor(all.length / ANSWERS) === 0);
    const runs: { score: number; isBad: boolean }[] = [];
    const claims: { score: number; isBad: boolean; state: string }[] = [];
    for (const { source_id: id, response, labels } of answers) {
      const { question = '', passages = '' } = sources.get(id) ?? {};
      const context = passages
        .split(/passage \d+:/u)
        .slice(1)
        .map((content, index) => ({ id: `p${index + 1}`, content }));
      const run = assembleRun({ runId: id, source: 'plain', facts: { input: question, context, output: response }, steps: [] });
      const evaluation = evaluateRun({ run, steps: [], documents: [] });
      runs.push({ score: evaluation.risk.score, isBad: labels.length > 0 });
      for (const { range, risk, state } of evaluation.claims) {
        if (range) claims.push({ score: risk ?? 0, state, isBad: labels.some(({ start, end }) => start < range[1] && range[0] < end) });
      }
    }
    const found = claims.filter(({ state }) => state === 'exact' || state === 'normalised');
    const marked = found.filter(({ isBad }) => isBad).length / found.length;
    const [answerRank, claimRank] = [auroc(runs), auroc(claims)];
    console.log(
      `RAGTruth QA, ${runs.length} answers: AUROC ${answerRank.toFixed(3)}, ${claims.length} sentences: ${claimRank.toFixed(3)}; marked among those found word for word: ${(marked * 100).toFixed(1)} %`,
    );
    expect(answerRank).toBeGreaterThan(0.72);
    expect(claimRank).toBeGreaterThan(0.79);
    expect(found.length).toBeGreaterThan(100);
    expect(marked).toBeLessThan(0.03);
  });
});
