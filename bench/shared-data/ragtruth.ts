// RAGTruth answers as runs: question, retrieved passages, answer.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSet } from './data-set';
import { jsonLines } from './data-set';

interface Source {
  source_id: string;
  source_info: { question: string; passages: string };
}
interface Answer {
  id: string;
  source_id: string;
  model: string;
  response: string;
  temperature: number;
}
interface Grouped {
  source_id: number;
  source: unknown;
  responses: { response: string; model: string }[];
}

/** Every `stride`-th answer, so that a quick look and the whole set use the same code. */
export function ragtruth(folder: string, stride: number): DataSet {
  const read = (...path: string[]) => readFileSync(join(folder, 'ragtruth', ...path), 'utf8');
  const sources = new Map(jsonLines<Source>(read('qa_train', 'source_info.jsonl')).map((source) => [source.source_id, source]));
  const answers = jsonLines<Answer>(read('qa_train', 'response.jsonl'));
  const single = answers.map((answer) => {
    const info = sources.get(answer.source_id)?.source_info;
    return {
      run_id: `ragtruth-qa-${answer.id}`,
      name: 'ragtruth-qa',
      environment: 'bench',
      model_name: answer.model,
      temperature: answer.temperature,
      input: info?.question ?? '',
      context: passages(info?.passages ?? ''),
      output: answer.response,
      finish_reason: 'stop',
    };
  });
  const grouped = (['summary', 'data2txt'] as const).flatMap((task) =>
    jsonLines<Grouped>(read('by_source_train', `ragtruth_${task}.jsonl`)).flatMap(({ source_id, source, responses }) =>
      responses.map(({ response, model }, index) => ({
        run_id: `ragtruth-${task}-${source_id}-${index}`,
        name: `ragtruth-${task}`,
        environment: 'bench',
        model_name: model,
        input: task === 'summary' ? 'Summarise the article.' : 'Describe the business from its record.',
        context: [{ id: 'source', content: typeof source === 'string' ? source : JSON.stringify(source, null, 1), rank: 1 }],
        output: response,
      })),
    ),
  );
  return { name: 'RAGTruth', documents: [], runs: [...single, ...grouped].filter((_, index) => index % stride === 0) };
}

function passages(text: string) {
  return text
    .split(/\n*passage (\d+):/i)
    .slice(1)
    .flatMap((part, index, parts) =>
      index % 2 === 0 ? [{ id: `p${part}`, rank: Number(part), content: (parts[index + 1] ?? '').trim() }] : [],
    );
}
