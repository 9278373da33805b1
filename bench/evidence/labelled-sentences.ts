// Every sentence of the labelled answers as the product reads it: features by the code that serves runs, and what people marked.
import { readClaims } from '@/lib/checks/read-claims';
import { runChecks } from '@/lib/checks/registry';
import { sentenceFeatures } from '@/lib/checks/sentence-features';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { AssembledRun } from '@/lib/domain/run/run';
import type { Features } from '@/lib/domain/support/support-features';
import type { LabelledAnswer } from './ragtruth-answers';

export interface LabelledSentence {
  features: Features;
  isBad: boolean;
  /** Place of its answer in the list. */
  answer: number;
}

export function runOf({ question, passages, answer, source }: LabelledAnswer): AssembledRun {
  const context = passages.map((content, index) => ({ id: `p${index + 1}`, content }));
  return assembleRun({ runId: source, source: 'plain', facts: { input: question, context, output: answer }, steps: [] });
}

export function labelledSentences(answers: readonly LabelledAnswer[]): LabelledSentence[] {
  return answers.flatMap((labelled, answer) => {
    const read = readClaims({ run: runOf(labelled), steps: [], documents: [] });
    const { features } = sentenceFeatures(read, runChecks(read));
    return read.readings.flatMap(({ claim: { claimId, range } }) => {
      const own = features.get(claimId);
      if (!own || !range) return [];
      return [{ features: own, answer, isBad: labelled.marks.some(([from, to]) => from < range[1] && range[0] < to) }];
    });
  });
}
