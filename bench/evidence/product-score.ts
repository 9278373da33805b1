// The risk that the product gives to an answer and to each of its sentences, through the code that serves runs.
import { evaluateRun } from '@/lib/checks/evaluate-run';
import type { SentenceModel } from '@/lib/domain/risk/sentence-model';
import { runOf } from './labelled-sentences';
import type { LabelledAnswer } from './ragtruth-answers';

export interface ProductScore {
  risk: number;
  claims: { risk: number; isBad: boolean }[];
}

export function productScore(answer: LabelledAnswer, sentences: SentenceModel): ProductScore {
  const { risk, claims } = evaluateRun({ run: runOf(answer), steps: [], documents: [], sentences });
  return {
    risk: risk.score,
    claims: claims.flatMap(({ range, risk: score }) =>
      range ? [{ risk: score ?? 0, isBad: answer.marks.some(([from, to]) => from < range[1] && range[0] < to) }] : [],
    ),
  };
}
