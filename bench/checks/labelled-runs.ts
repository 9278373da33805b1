// Answers that people judged, as runs that the engine can read: RAGTruth with marked spans, MT-RAG with grades of faithfulness,
// FinanceBench with right, wrong and refused answers beside the evidence that people named.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ragtruthAnswers } from '../evidence/ragtruth-answers';
import { jsonLines } from '../shared-data/data-set';
import { questionsOf } from '../shared-data/financebench';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { EvaluationInput } from '@/lib/domain/evaluation';
import type { Json } from '@/lib/domain/run/run';

export interface LabelledRun {
  set: string;
  input: EvaluationInput;
  isBad: boolean;
  /** Ranges that people marked in the answer; null where only the whole answer was judged. */
  marks: readonly [number, number][] | null;
  /** What else is known of the case, for figures of one check. */
  note: string;
}

export const LABELLED_SETS = ['qa', 'summary', 'data2txt', 'mtrag', 'financebench'] as const;

export function labelledRuns(folder: string): LabelledRun[] {
  return [...ragtruthRuns(folder), ...mtragRuns(folder), ...financebenchRuns(folder)];
}

export function ragtruthRuns(folder: string): LabelledRun[] {
  return ragtruthAnswers(folder).map(({ task, source, question, passages, answer, marks }) => ({
    set: task,
    input: inputOf(source, question, passages, answer),
    isBad: marks.length > 0,
    marks,
    note: '',
  }));
}

interface Turn {
  speaker: string;
  text: string;
}
interface Graded {
  documents: { document_id: string; text: string }[];
  tasks: { task_id: string; input: Turn[]; contexts: { document_id: string }[]; Answerability: string[] }[];
  evaluations: {
    task_id: string;
    model_response: string;
    annotations: { faithfulness?: Record<string, { value: string }> };
  }[];
}

/** Bad is a mean grade of faithfulness of two or less, of four. */
export function mtragRuns(folder: string): LabelledRun[] {
  const graded = JSON.parse(readFileSync(join(folder, 'mtrag-human', 'human_evaluations.json'), 'utf8')) as Graded;
  const texts = new Map(graded.documents.map(({ document_id: id, text }) => [id, text]));
  const tasks = new Map(graded.tasks.map((task) => [task.task_id, task]));
  return graded.evaluations.flatMap(({ task_id: id, model_response: answer, annotations }) => {
    const task = tasks.get(id);
    if (!task) return [];
    const grades = Object.values(annotations.faithfulness ?? {}).map(({ value }) => Number(value));
    const mean = grades.reduce((sum, grade) => sum + grade, 0) / Math.max(1, grades.length);
    const passages = task.contexts.map(({ document_id: document }) => texts.get(document) ?? '');
    const turns = task.input.map(({ speaker, text }) => ({ role: speaker === 'user' ? 'user' : 'assistant', content: text }));
    return [
      {
        set: 'mtrag',
        input: inputOf(id, turns.at(-1)?.content ?? '', passages, answer),
        isBad: mean <= 2,
        marks: null,
        note: task.Answerability[0] ?? '',
      },
    ];
  });
}

interface FinanceAnswer {
  financebench_id: string;
  model_answer: string;
  label: string;
}

/** Every answer beside the evidence that people named, whatever its set-up had; closed-book answers are judged against it too. */
export function financebenchRuns(folder: string): LabelledRun[] {
  const base = join(folder, 'financebench', 'results');
  const questions = new Map(questionsOf(folder).map((question) => [question.financebench_id, question]));
  return readdirSync(base)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => jsonLines<FinanceAnswer>(readFileSync(join(base, name), 'utf8')))
    .flatMap(({ financebench_id: id, model_answer: answer, label }) => {
      const question = questions.get(id);
      if (!question) return [];
      const passages = question.evidence.map(({ evidence_text: text }) => text);
      return [
        {
          set: 'financebench',
          input: inputOf(id, question.question, passages, answer),
          isBad: label === 'Incorrect Answer',
          marks: null,
          note: label,
        },
      ];
    });
}

function inputOf(runId: string, question: Json, passages: readonly string[], output: string): EvaluationInput {
  const context = passages.map((content, index) => ({ id: `p${index + 1}`, content }));
  return { run: assembleRun({ runId, source: 'plain', facts: { input: question, context, output }, steps: [] }), steps: [], documents: [] };
}
