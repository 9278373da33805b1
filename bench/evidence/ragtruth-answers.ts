// RAGTruth answers with the spans that people marked as unsupported, by task.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LabelledAnswer {
  task: 'qa' | 'summary' | 'data2txt';
  /** Folds are made by source: answers to one source share words and errors. */
  source: string;
  model: string;
  question: string;
  passages: string[];
  answer: string;
  marks: [number, number][];
}

interface Label {
  start: number;
  end: number;
}
interface Grouped {
  source_id: number;
  source: unknown;
  responses: { response: string; model: string; labels: Label[] }[];
}

export function ragtruthAnswers(folder: string): LabelledAnswer[] {
  const lines = <T>(...path: string[]): T[] =>
    readFileSync(join(folder, 'ragtruth', ...path), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as T);
  const infos = new Map(
    lines<{ source_id: string; source_info: { question: string; passages: string } }>('qa_train', 'source_info.jsonl').map((source) => [
      source.source_id,
      source.source_info,
    ]),
  );
  const single = lines<{ source_id: string; model: string; response: string; labels: Label[] }>('qa_train', 'response.jsonl');
  const known = new Set(single.map(({ source_id, model }) => `${source_id} ${model}`));
  const qa = single.map(({ source_id, model, response, labels }): LabelledAnswer => {
    const info = infos.get(source_id);
    return {
      task: 'qa',
      source: `qa-${source_id}`,
      model,
      question: info?.question ?? '',
      passages: passagesIn(info?.passages ?? ''),
      answer: response,
      marks: marksOf(labels),
    };
  });
  const grouped = (['qa', 'summary', 'data2txt'] as const).flatMap((task) =>
    lines<Grouped>('by_source_train', `ragtruth_${task}.jsonl`).flatMap(({ source_id, source, responses }) =>
      responses
        .filter(({ model }) => task !== 'qa' || !known.has(`${source_id} ${model}`))
        .map(({ response, model, labels }): LabelledAnswer => {
          const { question, passages } = givenOf(task, source);
          return { task, source: `${task}-${source_id}`, model, question, passages, answer: response, marks: marksOf(labels) };
        }),
    ),
  );
  return [...qa, ...grouped];
}

function givenOf(task: LabelledAnswer['task'], source: unknown): { question: string; passages: string[] } {
  if (task === 'summary') return { question: '', passages: [String(source)] };
  if (task === 'data2txt') return { question: '', passages: [JSON.stringify(source, null, 1)] };
  const { question = '', passages = '' } = typeof source === 'object' && source !== null ? (source as Record<string, string>) : {};
  return { question, passages: passagesIn(typeof source === 'string' ? source : passages) };
}

function passagesIn(text: string): string[] {
  return text
    .split(/\n*passage \d+:/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const marksOf = (labels: readonly Label[]): [number, number][] => labels.map(({ start, end }) => [start, end]);
