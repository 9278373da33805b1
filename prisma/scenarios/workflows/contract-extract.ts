// The workflow that reads contracts with their amendments: gather the documents, take each clause from the document that counts.
import type { Json } from '@/lib/domain/run/run';
import type { RunRecord } from '@/lib/domain/run/run-record';
import { CLAUSES, type Clause } from './contract-clauses';
import { pageProse } from './page-prose';
import { RULE_MODEL } from './rule-model';
import { runRecorder } from './run-recorder';
import type { SampleDocument } from './sample-document';

/** first: the first document that has the clause; latest: the newest; unordered: as the folder lists them, by name. */
export type ClauseOrder = 'first' | 'latest' | 'unordered';
export interface ContractCase {
  runId: string;
  contract: string;
  order: ClauseOrder /** How many documents of the folder are read. */;
  limit: number;
  release: string;
  promptVersion: string;
  startMs: number;
}

interface FoundClause {
  document: SampleDocument;
  page: number;
  quote: string;
  value: string | number;
}

export function extractContract(given: ContractCase, folder: readonly SampleDocument[]): RunRecord {
  const recorder = runRecorder({ runId: given.runId, startMs: given.startMs });
  const evidence: NonNullable<RunRecord['evidence_refs']> = [];
  let context: NonNullable<RunRecord['context']> = [];
  const output = recorder.step('CHAIN', 'contract-clauses', { contract: given.contract }, () => {
    let read: SampleDocument[] = [];
    recorder.step('RETRIEVAL', 'contract-folder', { contract: given.contract, limit: given.limit, order: given.order }, () => {
      read = ordered(folder, given.order).slice(0, given.limit);
      context = read.flatMap(({ documentId, pages }) =>
        pages.map((content, page) => ({ id: `${documentId}-${page + 1}`, document_id: documentId, page: page + 1, content })),
      );
      return context.map(({ id, document_id: documentId, page, content }) => ({
        id: id ?? '',
        document_id: documentId ?? '',
        page: page ?? 0,
        content,
      }));
    });
    return recorder.step(
      'LLM',
      'read-clauses',
      { clauses: CLAUSES.map(({ name }) => name), documents: read.map(({ documentId }) => documentId) },
      (say) => {
        const made: { [field: string]: Json } = {};
        for (const clause of CLAUSES) {
          const found = findClause(clause, read);
          made[clause.name] = found?.value ?? null;
          if (found)
            evidence.push({ claim: `/${clause.name}`, document_id: found.document.documentId, page: found.page, quote: found.quote });
        }
        const words = context.reduce((sum, { content }) => sum + content.split(/\s+/).length, 0);
        say({
          'gen_ai.provider.name': RULE_MODEL.provider,
          'gen_ai.request.model': RULE_MODEL.name,
          'gen_ai.response.model': RULE_MODEL.name,
          'gen_ai.usage.input_tokens': words,
          'gen_ai.usage.output_tokens': CLAUSES.length * 2,
          'gen_ai.response.finish_reasons': ['stop'],
        });
        return made;
      },
    );
  });
  return {
    run_id: given.runId,
    name: 'contract-clauses',
    session_id: `contract-${given.contract}`,
    environment: 'production',
    release: given.release,
    started_at: recorder.startedAt(),
    ended_at: recorder.endedAt(),
    input: `Which terms are in force for ${given.contract}?`,
    input_ref: `doc:${folder[0]?.documentId}`,
    parser_version: 'pdf-pages 1.2',
    route: 'contract',
    route_reason: 'folder holds an agreement',
    route_policy_version: '1',
    prompt_id: 'contract-clauses',
    prompt_version: given.promptVersion,
    instructions: `Read the clauses from the documents. Where several documents have a clause, take it from the ${given.order === 'latest' ? 'newest' : 'first'} one.`,
    model_provider: RULE_MODEL.provider,
    model_name: RULE_MODEL.name,
    system_fingerprint: 'rules-1.1',
    temperature: 0,
    finish_reason: 'stop',
    cost_usd: 0,
    context,
    output,
    evidence_refs: evidence,
    schema_version: '1',
    output_schema: CLAUSE_SCHEMA,
    steps: recorder.steps(),
    tags: ['sample', 'contract'],
    metadata: { request_id: `folder-${given.runId.toLowerCase()}` },
  };
}

const CLAUSE_SCHEMA = {
  type: 'object',
  required: CLAUSES.map(({ name }) => name),
  properties: {
    payment_days: { type: 'integer' },
    liability_cap: { type: 'number' },
    notice_months: { type: 'integer' },
    term_end: { type: 'string' },
    governing_law: { type: 'string' },
  },
};

function ordered(folder: readonly SampleDocument[], order: ClauseOrder): SampleDocument[] {
  if (order === 'unordered') return [...folder].sort((a, b) => (b.title < a.title ? -1 : 1));
  const byDate = [...folder].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return order === 'latest' ? byDate.reverse() : byDate;
}

function findClause({ pattern, value }: Clause, documents: readonly SampleDocument[]): FoundClause | null {
  for (const document of documents) {
    for (const [index, page] of document.pages.entries()) {
      const match = pattern.exec(pageProse(page));
      if (match) return { document, page: index + 1, quote: match[0].trim(), value: value(match) };
    }
  }
  return null;
}
