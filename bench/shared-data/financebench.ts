// FinanceBench answers as runs that cite their evidence page, beside the filings as PDF documents.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataSet, jsonLines } from './data-set';

export interface Question {
  financebench_id: string;
  doc_name: string;
  question: string;
  answer: string;
  /** Pages are counted from 0. */
  evidence: { evidence_text: string; doc_name: string; evidence_page_num: number }[];
}
interface Answer {
  financebench_id: string;
  model_name: string;
  eval_mode: string;
  temp: number;
  model_answer: string;
}

export function financebench(folder: string): DataSet {
  const base = join(folder, 'financebench');
  const pdfs = readdirSync(join(base, 'pdfs')).filter((name) => name.endsWith('.pdf'));
  const questions = new Map(questionsOf(folder).map((question) => [question.financebench_id, question]));
  const answers = readdirSync(join(base, 'results'))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      jsonLines<Answer>(readFileSync(join(base, 'results', name), 'utf8')).map((answer) => ({
        ...answer,
        setUp: name.replace('.jsonl', ''),
      })),
    );
  return {
    name: 'FinanceBench',
    documents: pdfs.map((name) => ({
      documentId: name.replace('.pdf', ''),
      bytes: readFileSync(join(base, 'pdfs', name)),
      mediaType: 'application/pdf',
    })),
    runs: answers.map((answer) => {
      const question = questions.get(answer.financebench_id);
      return {
        run_id: `financebench-${answer.setUp}-${answer.financebench_id}`,
        name: 'financebench',
        environment: 'bench',
        route: answer.eval_mode,
        model_name: answer.model_name,
        temperature: answer.temp,
        input: question?.question ?? '',
        output: answer.model_answer,
        evidence_refs: (question?.evidence ?? []).map((evidence) => ({
          document_id: evidence.doc_name,
          page: evidence.evidence_page_num + 1,
          quote: evidence.evidence_text,
        })),
      };
    }),
  };
}

export function questionsOf(folder: string): Question[] {
  return jsonLines<Question>(readFileSync(join(folder, 'financebench', 'data', 'financebench_open_source.jsonl'), 'utf8'));
}
