// How often an answer says that something is missing which one sentence of its sources holds: RAGTruth, answers to questions.
import { ragtruthAnswers } from '@/bench/evidence/ragtruth-answers';
import { absenceDenied } from '@/lib/checks/absence-denied';
import { readClaims } from '@/lib/checks/read-claims';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { absenceIn } from '@/lib/domain/claim/claim-absence';

export interface AbsenceFigures {
  /** Statements of absence, and those that people marked as wrong. */
  statements: number;
  marked: number;
  /** Statements of absence that a source denies, by what they deny. */
  denied: { mention: number; detail: number };
  /** Of those, the ones people marked: they marked what is unsupported and seldom what is wrongly said to be missing. */
  deniedAndMarked: number;
  examples: string[];
}

export function absenceFigures(data: string): AbsenceFigures {
  const figures: AbsenceFigures = { statements: 0, marked: 0, denied: { mention: 0, detail: 0 }, deniedAndMarked: 0, examples: [] };
  for (const { answer, question, passages, marks } of ragtruthAnswers(data)) {
    if (!/\b(?:no|not|never|silent|fails?|n['’]t)\b/iu.test(answer)) continue;
    const context = passages.map((content, index) => ({ id: `p${index}`, content }));
    const run = assembleRun({ runId: 'r', source: 'plain', facts: { input: question, output: answer, context }, steps: [] });
    const read = readClaims({ run, steps: [], documents: [] });
    const said = new Map(absenceDenied.run(read).map((one) => [one.claimId, one]));
    for (const { claim } of read.readings) {
      const absence = claim.range && absenceIn(claim.text);
      if (!absence) continue;
      const isMarked = marks.some(([from, to]) => from < (claim.range?.[1] ?? 0) && (claim.range?.[0] ?? 0) < to);
      figures.statements++;
      if (isMarked) figures.marked++;
      const finding = said.get(claim.claimId);
      if (!finding) continue;
      figures.denied[absence.asserts]++;
      if (isMarked) figures.deniedAndMarked++;
      figures.examples.push(`${absence.asserts}: ${finding.detail}`);
    }
  }
  return figures;
}
