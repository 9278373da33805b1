// What the whole engine costs an answer of RAGTruth, in seconds that one core was busy, beside tokenising the same texts once.
// npx tsx bench/evidence-speed.ts --data ../shared/data [--answers 300] [--rounds 5]
import { parseArgs } from 'node:util';
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { readClaims } from '@/lib/checks/read-claims';
import { runChecks } from '@/lib/checks/registry';
import type { EvaluationInput } from '@/lib/domain/evaluation';
import { foldText } from '@/lib/domain/match/match-fold';
import { tokenise } from '@/lib/domain/match/match-tokens';
import { wordsOf } from '@/lib/domain/support/support-words';
import { coreClock } from './anchoring/core-seconds';
import { runOf } from './evidence/labelled-sentences';
import { type LabelledAnswer, ragtruthAnswers } from './evidence/ragtruth-answers';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    answers: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '5' },
  },
});

const all = ragtruthAnswers(values.data);
const every = Math.max(1, Math.floor(all.length / Number(values.answers)));
const answers = all.filter((_, index) => index % every === 0).slice(0, Number(values.answers));

/** Seconds of each part over all answers; every answer goes through all of them before the next, so the load of others falls on all. */
function round() {
  const clocks = { whole: coreClock(), reading: coreClock(), checks: coreClock(), tokens: coreClock(), words: coreClock() };
  for (const answer of answers) {
    const input: EvaluationInput = { run: runOf(answer), steps: [], documents: [] };
    clocks.whole.of(() => evaluateRun(input));
    const read = clocks.reading.of(() => readClaims(input));
    clocks.checks.of(() => runChecks(read));
    const texts = textsOf(answer);
    clocks.tokens.of(() => texts.map((text) => tokenise(text, foldText(text)).count));
    clocks.words.of(() => texts.map((text) => wordsOf(text).length));
  }
  const seconds = (clock: keyof typeof clocks) => clocks[clock].seconds();
  const [whole, reading, checks] = [seconds('whole'), seconds('reading'), seconds('checks')];
  return {
    whole,
    reading,
    checks,
    // What several parts need of a text is made by the first that asks, so the last part is what the others leave.
    rest: Math.max(0, whole - reading - checks),
    tokens: seconds('tokens'),
    words: seconds('words'),
  };
}

const textsOf = ({ answer, passages }: LabelledAnswer): string[] => [answer, ...passages];

const rounds = Array.from({ length: Number(values.rounds) }, round);
type Round = (typeof rounds)[number];

function median(of: (round: Round) => number): number {
  const sorted = rounds.map(of).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const chars = answers.flatMap(textsOf).reduce((sum, text) => sum + text.length, 0);
console.log(
  `${answers.length} answers, ${Math.round(chars / answers.length)} characters each with passages; median of ${rounds.length} rounds`,
);
const line = (name: string, of: (round: Round) => number) =>
  console.log(
    `${name.padEnd(20)} ${((1000 * median(of)) / answers.length).toFixed(2)} ms an answer, ${(answers.length / median(of)).toFixed(0)} answers a second, ` +
      `${median((one) => of(one) / one.tokens).toFixed(1)} times tokenising, ${median((one) => of(one) / one.words).toFixed(1)} times cutting words`,
  );
line('whole engine', ({ whole }) => whole);
line('  reading', ({ reading }) => reading);
line('  checks', ({ checks }) => checks);
line('  features and risk', ({ rest }) => rest);
line('tokenising', ({ tokens }) => tokens);
line('cutting words', ({ words }) => words);
