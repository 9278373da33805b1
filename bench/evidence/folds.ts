// Folds for cross-validation: by source, and each task spread over all of them.
import { randomFrom } from './random';
import type { LabelledAnswer } from './ragtruth-answers';

/** The fold of each answer, the same for the same seed. */
export function foldsBySource(answers: readonly LabelledAnswer[], seed: number, count = 5): number[] {
  const random = randomFrom(seed * 77);
  const foldOf = new Map<string, number>();
  for (const task of ['qa', 'summary', 'data2txt']) {
    const sources = new Set(answers.flatMap((answer) => (answer.task === task ? answer.source : [])));
    const shuffled = [...sources].map((source) => ({ source, at: random() })).sort((a, b) => a.at - b.at);
    for (const [index, { source }] of shuffled.entries()) foldOf.set(source, index % count);
  }
  return answers.map(({ source }) => foldOf.get(source) ?? 0);
}
