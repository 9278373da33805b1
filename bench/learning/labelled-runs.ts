// Answers that people judged, as runs to be posted, with what the people said of each held back by the bench.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ragtruthAnswers } from '../evidence/ragtruth-answers';
import { jsonLines } from '../shared-data/data-set';
import { questionsOf } from '../shared-data/financebench';

export interface LabelledRun {
  /** Of the question or source: answers to one are reviewed or tested, never both. */
  source: string;
  isBad: boolean;
  record: {
    session_id?: string;
    route?: string;
    model_name: string;
    input: string;
    context: { id: string; content: string }[];
    output: string;
  };
}

const passages = (texts: readonly string[]) => texts.map((content, index) => ({ id: `p${index + 1}`, content }));

/** `withRefusals`: refusals count as bad; otherwise they are left out. */
export function financebenchRuns(folder: string, withRefusals: boolean): LabelledRun[] {
  const base = join(folder, 'financebench', 'results');
  const questions = new Map(questionsOf(folder).map((question) => [question.financebench_id, question]));
  return readdirSync(base)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      jsonLines<{ financebench_id: string; model_name: string; eval_mode: string; model_answer: string; label: string }>(
        readFileSync(join(base, name), 'utf8'),
      ).map((answer) => ({ ...answer, mode: name.replace('.jsonl', '').split('_').slice(1).join('_') })),
    )
    .filter(({ label }) => withRefusals || label !== 'Refusal')
    .map(({ financebench_id, model_name, mode, model_answer, label }) => {
      const question = questions.get(financebench_id);
      return {
        source: financebench_id,
        isBad: label !== 'Correct Answer',
        record: {
          route: mode,
          model_name,
          input: question?.question ?? '',
          context: passages((question?.evidence ?? []).map(({ evidence_text }) => evidence_text)),
          output: model_answer,
        },
      };
    });
}

/** All summaries and descriptions, and answers to as many questions as asked for; of some sources only, where they are named. */
export function ragtruthRuns(
  folder: string,
  questions: number,
  random: () => number,
  only: ReadonlySet<string> | null = null,
): LabelledRun[] {
  const answers = ragtruthAnswers(folder).filter(({ source }) => only?.has(source) ?? true);
  const ids = [...new Set(answers.flatMap(({ task, source }) => (task === 'qa' ? [source] : [])))];
  const chosen = new Set(shuffled(ids, random).slice(0, questions));
  return answers
    .filter(({ task, source }) => task !== 'qa' || chosen.has(source))
    .map(({ task, source, model, question, passages: texts, answer, marks }) => ({
      source,
      isBad: marks.length > 0,
      record: { route: task, model_name: model, input: question || `Write a ${task}.`, context: passages(texts), output: answer },
    }));
}

interface MtRag {
  documents: { document_id: string; text: string }[];
  tasks: { task_id: string; input: { text: string }[]; contexts: { document_id: string }[]; Collection: string }[];
  evaluations: {
    task_id: string;
    model_id: string;
    model_response: string;
    annotations: { faithfulness?: Record<string, { value: string }> };
  }[];
}

/** Bad: the median of three people's grades of faithfulness is "No" or "Mostly No". */
export function mtragRuns(folder: string): LabelledRun[] {
  const data = JSON.parse(readFileSync(join(folder, 'mtrag-human', 'human_evaluations.json'), 'utf8')) as MtRag;
  const texts = new Map(data.documents.map(({ document_id, text }) => [document_id, text]));
  const tasks = new Map(data.tasks.map((task) => [task.task_id, task]));
  return data.evaluations.flatMap(({ task_id, model_id, model_response, annotations }) => {
    const task = tasks.get(task_id);
    const grades = Object.values(annotations.faithfulness ?? {}).map(({ value }) => Number(value));
    if (!task || grades.length === 0) return [];
    return [
      {
        source: task_id.split('<::>')[0] ?? task_id,
        isBad: (grades.sort((a, b) => a - b)[Math.floor((grades.length - 1) / 2)] ?? 4) <= 2,
        record: {
          session_id: task_id.split('<::>')[0] ?? task_id,
          route: task.Collection,
          model_name: model_id,
          input: task.input.at(-1)?.text ?? '',
          context: passages(task.contexts.flatMap(({ document_id }) => texts.get(document_id) ?? [])),
          output: model_response,
        },
      },
    ];
  });
}

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
