// Prints the figures of one ranking of answers: per task and over all, within one generator, and of sentences.
import { auroc, averagePrecision, badAmongFirst, foundWithin, type Scored } from './metrics';
import type { LabelledAnswer } from './ragtruth-answers';

const TASKS = ['qa', 'summary', 'data2txt'] as const;

interface SentenceScores {
  sentences: readonly { isBad: boolean; answer: number }[];
  scores: readonly number[];
}

export function printRanking(
  name: string,
  answers: readonly LabelledAnswer[],
  scores: readonly number[],
  ofSentences: SentenceScores | null,
): void {
  const scored = answers.map(({ marks }, index): Scored => ({ score: scores[index] ?? 0, isBad: marks.length > 0 }));
  const ofTask = (task: string) => scored.filter((_, index) => answers[index]?.task === task);
  console.log(`\n${name}`);
  for (const task of TASKS)
    console.log(`  ${task.padEnd(9)} ${line(ofTask(task))}  within a generator ${within(answers, scored, task).toFixed(3)}`);
  console.log(`  ${'all'.padEnd(9)} ${line(scored)}`);
  if (!ofSentences) return;
  const { sentences, scores: sentenceScores } = ofSentences;
  const figures = TASKS.map((task) => {
    const list = sentences.flatMap(({ isBad, answer }, index) =>
      answers[answer]?.task === task ? [{ score: sentenceScores[index] ?? 0, isBad }] : [],
    );
    return `${task} ${auroc(list).toFixed(3)}`;
  });
  console.log(`  sentences: AUROC ${figures.join(', ')}`);
}

function line(scored: readonly Scored[]): string {
  const figures = [auroc(scored), averagePrecision(scored), badAmongFirst(scored, 0.1), foundWithin(scored, 0.2), foundWithin(scored, 0.3)];
  const [area, precision, first, twenty, thirty] = figures.map((figure) => figure.toFixed(3));
  return `AUROC ${area}  AP ${precision}  bad in the first tenth ${first}  found at 20 % ${twenty}, at 30 % ${thirty}`;
}

/** Mean over generators: what remains when style cannot tell who wrote the answer. */
function within(answers: readonly LabelledAnswer[], scored: readonly Scored[], task: string): number {
  const models = [...new Set(answers.map(({ model }) => model))];
  const areas = models.map((model) => auroc(scored.filter((_, index) => answers[index]?.task === task && answers[index]?.model === model)));
  const known = areas.filter((area) => !Number.isNaN(area));
  return known.reduce((sum, area) => sum + area, 0) / known.length;
}
