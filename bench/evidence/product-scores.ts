// The risk that the product itself gives to an answer, through the code that serves runs.
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { LabelledAnswer } from './ragtruth-answers';

export function productScores(answers: readonly LabelledAnswer[]): number[] {
  return answers.map(({ question, passages, answer, source }) => {
    const context = passages.map((content, index) => ({ id: `p${index + 1}`, content }));
    const run = assembleRun({ runId: source, source: 'plain', facts: { input: question, context, output: answer }, steps: [] });
    return evaluateRun({ run, steps: [], documents: [] }).risk.score;
  });
}
