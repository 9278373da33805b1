// Data that the shipped model was never fitted on: claims of an encyclopedia against the page they cite, and answers of a conversation
// whose faithfulness three people graded.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { Evaluation } from '@/lib/domain/evaluation';
import { auroc, type Scored } from './metrics';

/** WiCE: one run a claim, its context the cited page. Bad: the page does not support all of it. */
export function wiceRisks(folder: string): Scored[] {
  const lines = readFileSync(join(folder, 'wice', 'dev.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const { claim, evidence, label } = JSON.parse(line) as { claim: string; evidence: string[]; label: string };
    return { score: evaluated('', [evidence.join('\n')], claim).risk.score, isBad: label !== 'supported' };
  });
}

interface Graded {
  documents: { document_id: string; text: string }[];
  tasks: { task_id: string; input: { speaker?: string; text: string }[]; contexts: { document_id: string }[] }[];
  evaluations: { task_id: string; model_response: string; annotations: { faithfulness?: Record<string, { value: number | string }> } }[];
}

/** MT-RAG: one run an answer. Bad: people's mean faithfulness is below `bound` of 4. Turns without a passage are left out. */
export function mtragRisks(folder: string, bound: number): Scored[] {
  const { documents, tasks, evaluations } = JSON.parse(
    readFileSync(join(folder, 'mtrag-human', 'human_evaluations.json'), 'utf8'),
  ) as Graded;
  const texts = new Map(documents.map(({ document_id: id, text }) => [id, text]));
  const byTask = new Map(tasks.map((task) => [task.task_id, task]));
  return evaluations.flatMap(({ task_id: id, model_response: answer, annotations }): Scored[] => {
    const task = byTask.get(id);
    const passages = (task?.contexts ?? []).flatMap(({ document_id: document }) => texts.get(document) ?? []);
    const grades = Object.values(annotations.faithfulness ?? {}).map(({ value }) => Number(value));
    if (!task || passages.length === 0 || grades.length === 0) return [];
    const grade = grades.reduce((sum, value) => sum + value, 0) / grades.length;
    return [{ score: evaluated(task.input.at(-1)?.text ?? '', passages, answer).risk.score, isBad: grade < bound }];
  });
}

function evaluated(question: string, passages: readonly string[], output: string): Evaluation {
  const context = passages.map((content, index) => ({ id: `p${index + 1}`, content }));
  const run = assembleRun({ runId: 'other', source: 'plain', facts: { input: question, context, output }, steps: [] });
  return evaluateRun({ run, steps: [], documents: [] });
}

export function printOtherData(folder: string): void {
  const line = (name: string, list: readonly Scored[]) =>
    console.log(`  ${name}: AUROC ${auroc(list).toFixed(3)} (${list.filter(({ isBad }) => isBad).length} bad of ${list.length})`);
  console.log('\nthe shipped model on data it was never fitted on');
  line('WiCE, claims that their page does not support in full', wiceRisks(folder));
  line('MT-RAG, answers whose mean faithfulness is below 3 of 4', mtragRisks(folder, 3));
}
