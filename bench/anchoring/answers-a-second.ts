// What one answer costs from cut to findings, beside one pass of the tokeniser over the same texts: RAGTruth answers, one core.
import { ragtruthAnswers } from '@/bench/evidence/ragtruth-answers';
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { foldText } from '@/lib/domain/match/match-fold';
import { tokenise } from '@/lib/domain/match/match-tokens';
import { coreClock } from './core-seconds';

export interface AnswerCost {
  answers: number;
  answersASecond: number;
  /** Time of checking an answer as a multiple of tokenising it and its passages once. */
  ofTokenising: number;
}

const EVERY = 25;

export function answerCost(data: string): AnswerCost {
  const answers = ragtruthAnswers(data).filter((_, index) => index % EVERY === 0);
  const [checking, tokenising] = [coreClock(), coreClock()];
  for (const { answer, question, passages } of answers) {
    const context = passages.map((content, index) => ({ id: `p${index}`, content }));
    const run = assembleRun({ runId: 'r', source: 'plain', facts: { input: question, output: answer, context }, steps: [] });
    checking.of(() => evaluateRun({ run, steps: [], documents: [] }));
    tokenising.of(() => [answer, ...passages].map((text) => tokenise(text, foldText(text)).count));
  }
  return {
    answers: answers.length,
    answersASecond: answers.length / checking.seconds(),
    ofTokenising: checking.seconds() / tokenising.seconds(),
  };
}
