// Prints the figures of checks as one table a set, most hits first.
import type { CheckFigures, CodeFigures, SetFigures } from './check-figures';

export function printFigures({ sets, codes }: CheckFigures): void {
  for (const set of sets) {
    console.log(`\n${set.set}: ${set.answers} answers, ${share(set.badAnswers, set.answers)} bad${sentencesOf(set)}`);
    console.log(`  ${'code'.padEnd(28)} answers  bad    sentences  bad    lift`);
    const own = codes.filter((code) => code.set === set.set).sort((a, b) => b.answers - a.answers);
    for (const code of own) console.log(`  ${line(code)}`);
  }
}

function line({ code, answers, badAnswers, sentences, badSentences, lift }: CodeFigures): string {
  const bySentence = `${String(sentences).padStart(9)}  ${share(badSentences, sentences)}`;
  return `${code.padEnd(28)} ${String(answers).padStart(7)}  ${share(badAnswers, answers)}  ${bySentence}  ${lift.toFixed(2)}`;
}

const sentencesOf = ({ sentences, badSentences }: SetFigures): string =>
  sentences > 0 ? `; ${sentences} sentences, ${share(badSentences, sentences)} bad` : '';

const share = (part: number, whole: number): string => (whole === 0 ? '-   ' : (part / whole).toFixed(3)).padEnd(5);
