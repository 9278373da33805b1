// The workflow that reads invoices: parse, extract, check against the schema, check the sums, fall back to a person.
import { Ajv } from 'ajv';
import type { Json } from '@/lib/domain/run/run';
import type { RunRecord } from '@/lib/domain/run/run-record';
import type { InvoiceDocument } from './invoice-documents';
import { boxesOf, type FoundValue, readFields, type RuleVersion } from './invoice-model';
import { type ParsedInvoice, parseInvoice, type ParserVersion } from './invoice-parser';
import { INVOICE_SCHEMA, INVOICE_SCHEMA_VERSION } from './invoice-schema';
import { RULE_MODEL } from './rule-model';
import { type Recorder, runRecorder } from './run-recorder';

export interface InvoiceCase {
  runId: string;
  documentId: string;
  parser: ParserVersion;
  rules: RuleVersion;
  release: string;
  startMs: number;
}

type Evidence = NonNullable<RunRecord['evidence_refs']>[number];

const isInvoice = new Ajv({ allErrors: true }).compile(INVOICE_SCHEMA);
const INSTRUCTIONS = 'Read the invoice. Give every field with the place it stands at; leave out what it does not say.';

export function extractInvoice(given: InvoiceCase, { document, page }: InvoiceDocument): RunRecord {
  const recorder = runRecorder({ runId: given.runId, startMs: given.startMs });
  const { documentId } = document;
  const state: Partial<RunRecord> = {};
  const evidence: Evidence[] = [];
  const output = recorder.step('CHAIN', 'invoice-extraction', { document_id: documentId }, () => {
    let parsed: ParsedInvoice = { rows: [], items: [] };
    recorder.step('PARSE', 'read-invoice-page', { document_id: documentId, parser: given.parser }, () => {
      parsed = parseInvoice(page, given.parser);
      return { rows: parsed.rows.map((row) => row.map(({ text }) => text)), items: parsed.items.length };
    });
    return extract(given, recorder, parsed, { state, evidence, documentId });
  });
  return {
    run_id: given.runId,
    name: 'invoice-extraction',
    session_id: `batch-${new Date(given.startMs).toISOString().slice(0, 10)}`,
    environment: 'production',
    release: given.release,
    started_at: recorder.startedAt(),
    ended_at: recorder.endedAt(),
    input: `Read ${document.title}.`,
    input_ref: `doc:${documentId}`,
    parsed_artifact_ref: `doc:${documentId}#page=1`,
    parser_version: `table-parser ${given.parser}`,
    route: 'invoice',
    route_reason: 'one page, has a table of amounts',
    route_policy_version: '1',
    prompt_id: 'invoice-extraction',
    prompt_version: '2',
    instructions: INSTRUCTIONS,
    model_provider: RULE_MODEL.provider,
    model_name: RULE_MODEL.name,
    system_fingerprint: `rules-${given.rules}`,
    temperature: 0,
    finish_reason: 'stop',
    cost_usd: 0,
    context_refs: [`doc:${documentId}#page=1`],
    output_schema: INVOICE_SCHEMA,
    schema_version: INVOICE_SCHEMA_VERSION,
    output,
    evidence_refs: evidence,
    ...state,
    steps: recorder.steps(),
    tags: ['sample', 'invoice'],
    metadata: { request_id: `batch-${given.runId.toLowerCase()}` },
  };
}

function extract(
  { rules }: InvoiceCase,
  recorder: Recorder,
  parsed: ParsedInvoice,
  { state, evidence, documentId }: { state: Partial<RunRecord>; evidence: Evidence[]; documentId: string },
): { [field: string]: Json } {
  const text = parsed.rows.map((row) => row.map((cell) => cell.text).join(' | ')).join('\n');
  const cite = (path: string, found: FoundValue): Json => {
    const boxes = boxesOf(found);
    if (boxes && found.cell && found.value !== null)
      evidence.push({ claim: path, document_id: documentId, page: 1, quote: found.cell.text, boxes });
    return found.value;
  };
  let output: { [field: string]: Json } = {};
  for (let attempt = 0; attempt < 2; attempt++) {
    evidence.length = 0;
    output = recorder.step('LLM', 'extract-fields', `${INSTRUCTIONS}\n\n${text}`, (say) => {
      const { fields, lines } = readFields(parsed, rules);
      const made: { [field: string]: Json } = Object.fromEntries(
        Object.entries(fields).map(([name, found]) => [name, cite(`/${name}`, found)]),
      );
      made['lines'] = lines(parsed.items).map((line, index) =>
        Object.fromEntries(Object.entries(line).map(([name, found]) => [name, cite(`/lines/${index}/${name}`, found)])),
      );
      const words = text.split(/\s+/).length;
      say({
        'gen_ai.provider.name': RULE_MODEL.provider,
        'gen_ai.request.model': RULE_MODEL.name,
        'gen_ai.response.model': RULE_MODEL.name,
        'gen_ai.usage.input_tokens': words,
        'gen_ai.usage.output_tokens': JSON.stringify(made).split(/[\s,]+/).length,
        'gen_ai.response.finish_reasons': ['stop'],
      });
      return made;
    });
    state.retries = attempt;
    const made = output;
    const problems = recorder.step('VALIDATION', 'json-schema', made, () => ({
      errors: isInvoice(made) ? [] : (isInvoice.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`),
    })).errors;
    state.validation_errors = problems;
    if (problems.length === 0) break;
  }
  if (state.validation_errors?.length) {
    state.fallback_taken = 'manual-entry';
    recorder.step(
      'FALLBACK',
      'manual-entry',
      { problems: state.validation_errors.length },
      () => 'The invoice waits for a person to type it in.',
    );
  } else {
    const sums = recorder.step('VALIDATION', 'sums', output, () => checkSums(output));
    if (!sums.passed) state.validation_errors = [sums.detail];
  }
  return output;
}

function checkSums(output: { [field: string]: Json }): { passed: boolean; detail: string } {
  const number = (field: string) => (typeof output[field] === 'number' ? output[field] : 0);
  const difference = Math.abs(number('net') + number('vat') - number('total'));
  return {
    passed: difference < 0.005,
    detail:
      difference < 0.005
        ? 'net and VAT make the total'
        : `net ${number('net')} and VAT ${number('vat')} do not make the total ${number('total')}`,
  };
}
