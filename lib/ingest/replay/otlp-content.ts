// Test support: what a span says, by the attributes of every convention: messages, tool calls, passages.
import type { PlainSpan } from '@/lib/ingest/independent-otlp';
import { type ExpectedPassage, fields, firstNumber, firstText, meant, passagesIn } from './expected-step';
import { nothingSaid, type Said, saidIn, unite } from './said-in';

type Attributes = PlainSpan['attributes'];

export function spanInput(attributes: Attributes): Said {
  return best(
    fullest([
      saidIn(meant(attributes['langfuse.observation.input'])),
      unite(saidIn(meant(attributes['gen_ai.system_instructions'])), saidIn(meant(attributes['gen_ai.input.messages']))),
      flattened(attributes, 'llm.input_messages', 'message.'),
      flattened(attributes, 'gen_ai.prompt', ''),
      jsonOnly(attributes['gen_ai.prompt']),
      saidIn(meant(attributes['ai.prompt.messages'])),
      jsonOnly(attributes['braintrust.input_json']),
    ]),
  );
}

export function spanOutput(attributes: Attributes): Said {
  const { 'ai.response.text': text, 'ai.response.toolCalls': calls } = attributes;
  const listed = (Array.isArray(meant(calls)) ? (meant(calls) as unknown[]) : []).map((call) => ({ type: 'tool-call', ...fields(call) }));
  return best(
    fullest([
      saidIn(meant(attributes['langfuse.observation.output'])),
      saidIn(meant(attributes['gen_ai.output.messages'])),
      flattened(attributes, 'llm.output_messages', 'message.'),
      flattened(attributes, 'gen_ai.completion', ''),
      jsonOnly(attributes['gen_ai.completion']),
      unite(saidIn(text ?? attributes['ai.response.object']), saidIn(listed)),
      jsonOnly(attributes['braintrust.output_json']),
    ]),
  );
}

/** Conventions that a span speaks at once repeat each other; the ones that lost tool ids or whole messages give way. */
function fullest(candidates: Said[]): Said[] {
  const size = ({ texts, calls, answered }: Said) => texts.length + calls.length * 4 + answered.length;
  return [...candidates].sort((a, b) => size(b) - size(a));
}

function best([first]: Said[]): Said {
  return first ?? nothingSaid();
}

function jsonOnly(value: unknown): Said {
  const said = meant(value);
  return typeof said === 'string' ? nothingSaid() : saidIn(said);
}

/** `llm.input_messages.0.message.content`, `gen_ai.prompt.0.tool_calls.1.name` and the like. */
function flattened(attributes: Attributes, list: string, inner: string): Said {
  const said = nothingSaid();
  const pattern = new RegExp(`^${list.replaceAll('.', '\\.')}\\.(\\d+)\\.${inner.replaceAll('.', '\\.')}(.+)$`);
  for (const [key, value] of Object.entries(attributes)) {
    const rest = pattern.exec(key)?.[2];
    if (rest === undefined || typeof value !== 'string' || value === '') continue;
    if (rest === 'content' || /^contents\.\d+\.message_content\.text$/.test(rest)) said.texts.push(...saidIn(meantList(value)).texts);
    const call = /^(tool_calls\.\d+)\.(tool_call\.function\.)?name$/.exec(rest);
    if (call) {
      const prefix = key.slice(0, key.length - rest.length) + call[1];
      const id = firstText(attributes[`${prefix}.tool_call.id`], attributes[`${prefix}.id`]);
      said.calls.push({ name: value, ...(id === undefined ? {} : { id }) });
    }
    if (rest === 'tool_call_id') said.answered.push(value);
  }
  return said;
}

/** The older OpenLLMetry writes a list of parts as JSON where it writes a text otherwise. */
function meantList(value: string): unknown {
  const said = meant(value);
  return Array.isArray(said) && said.every((part) => 'type' in fields(part)) ? said : value;
}

export function spanPassages({ attributes, events }: PlainSpan): ExpectedPassage[] {
  const hits = events.filter(({ name }) => name === 'db.query.result').map((event) => event.attributes);
  if (hits.length > 0) return hits.map(vectorHit);
  for (const list of ['reranker.output_documents', 'retrieval.documents']) {
    const found = flattenedDocuments(attributes, list);
    if (found.length > 0) return found;
  }
  if (attributes['ai.ranking'] !== undefined) return ranked(attributes);
  if (attributes['langfuse.observation.type'] === 'retriever') return passagesIn(attributes['langfuse.observation.output']);
  if (attributes['langsmith.span.kind'] === 'retriever') return passagesIn(attributes['gen_ai.completion']);
  return passagesIn(attributes['gen_ai.retrieval.documents']);
}

function vectorHit(hit: Attributes): ExpectedPassage {
  const content = firstText(hit['db.query.result.document']);
  const score = firstNumber(hit['db.query.result.score']);
  return { ...(content === undefined ? {} : { content }), ...(score === undefined ? {} : { score }) };
}

function flattenedDocuments(attributes: Attributes, list: string): ExpectedPassage[] {
  const found: ExpectedPassage[] = [];
  for (let index = 0; `${list}.${index}.document.content` in attributes; index++) {
    const at = (key: string) => attributes[`${list}.${index}.document.${key}`];
    const score = firstNumber(at('score'), fields(meant(at('metadata')))['score']);
    found.push({ content: String(at('content')), ...(score === undefined ? {} : { score }) });
  }
  return found;
}

function ranked(attributes: Attributes): ExpectedPassage[] {
  const documents = (attributes['ai.documents'] as unknown[] | undefined) ?? [];
  return ((attributes['ai.ranking'] as unknown[] | undefined) ?? []).map((entry) => {
    const { index, relevanceScore } = fields(meant(entry));
    const document = meant(documents[Number(index)]);
    const content = typeof document === 'string' ? document : firstText(fields(document)['content'], fields(document)['text']);
    return { ...(content === undefined ? {} : { content }), ...(typeof relevanceScore === 'number' ? { score: relevanceScore } : {}) };
  });
}
