// Test support: which kind a span has, by the words of every convention, in the order of their precedence.
import type { PlainSpan } from '@/lib/ingest/independent-otlp';
import type { StepKind } from '@/lib/domain/run/run';
import { fields, kindsOf, meant, passagesIn } from './expected-step';

const LANGFUSE: Record<string, StepKind> = {
  generation: 'LLM',
  span: 'CHAIN',
  chain: 'CHAIN',
  event: 'EVENT',
  embedding: 'EMBEDDING',
  agent: 'AGENT',
  tool: 'TOOL',
  retriever: 'RETRIEVAL',
  guardrail: 'GUARDRAIL',
  evaluator: 'EVALUATION',
};
export const LANGSMITH: Record<string, StepKind> = {
  llm: 'LLM',
  tool: 'TOOL',
  retriever: 'RETRIEVAL',
  embedding: 'EMBEDDING',
  chain: 'CHAIN',
  prompt: 'PROMPT',
  parser: 'PARSE',
};
export const BRAINTRUST: Record<string, StepKind> = { llm: 'LLM', tool: 'TOOL', task: 'CHAIN', function: 'CHAIN', score: 'EVALUATION' };
const OPENINFERENCE: Record<string, StepKind> = {
  LLM: 'LLM',
  CHAIN: 'CHAIN',
  TOOL: 'TOOL',
  RETRIEVER: 'RETRIEVAL',
  RERANKER: 'RERANK',
  EMBEDDING: 'EMBEDDING',
  AGENT: 'AGENT',
  GUARDRAIL: 'GUARDRAIL',
  EVALUATOR: 'EVALUATION',
  PROMPT: 'PROMPT',
};
const MASTRA: Record<string, StepKind> = {
  agent_run: 'AGENT',
  model_generation: 'CHAIN',
  model_step: 'CHAIN',
  model_inference: 'LLM',
  model_chunk: 'EVENT',
  tool_call: 'TOOL',
  mcp_tool_call: 'TOOL',
  client_tool_call: 'TOOL',
  provider_tool_call: 'TOOL',
  workflow_run: 'CHAIN',
  workflow_step: 'CHAIN',
  processor_run: 'GUARDRAIL',
  memory_operation: 'RETRIEVAL',
};
const CLAUDE: Record<string, StepKind> = {
  interaction: 'AGENT',
  llm_request: 'LLM',
  tool: 'TOOL',
  'tool.blocked_on_user': 'REVIEW',
};
const OPERATION: Record<string, StepKind> = {
  chat: 'LLM',
  generate_content: 'LLM',
  text_completion: 'LLM',
  embeddings: 'EMBEDDING',
  retrieval: 'RETRIEVAL',
  rerank: 'RERANK',
  execute_tool: 'TOOL',
  invoke_agent: 'AGENT',
  create_agent: 'AGENT',
  invoke_workflow: 'CHAIN',
  agent_step: 'CHAIN',
};
const TRACELOOP: Record<string, StepKind> = { workflow: 'CHAIN', task: 'CHAIN', agent: 'AGENT', tool: 'TOOL' };
const REQUEST_TYPE: Record<string, StepKind> = { chat: 'LLM', completion: 'LLM', rerank: 'RERANK' };
const LAMINAR: Record<string, StepKind> = { LLM: 'LLM', TOOL: 'TOOL', DEFAULT: 'CHAIN', EXECUTOR: 'CHAIN', EVALUATOR: 'EVALUATION' };

/** `isAbove` says whether the span has a child for which the test holds. */
export function otlpKinds(
  { attributes, events, name, parentSpanId }: PlainSpan,
  isAbove: (test: (child: PlainSpan) => boolean) => boolean,
): StepKind[] {
  const word = (key: string) => String(attributes[key] ?? '');
  const plain = (kind: StepKind | undefined) => kindsOf(kind, name, parentSpanId === null);
  const observed = word('langfuse.observation.type');
  // LangChain's retrievers come as plain spans: a list of documents tells.
  const answers = passagesIn(attributes['langfuse.observation.output']).length > 0 && !word('langfuse.observation.input').startsWith('{');
  if (observed === 'span' && answers) return ['RETRIEVAL'];
  if (observed) return plain(LANGFUSE[observed]);
  if (word('langsmith.span.kind')) return plain(LANGSMITH[word('langsmith.span.kind')]);
  const braintrust = fields(meant(attributes['braintrust.span_attributes']))['type'];
  if (typeof braintrust === 'string') {
    const isRetriever = braintrust === 'function' && passagesIn(attributes['braintrust.output_json']).length > 0;
    return isRetriever ? ['RETRIEVAL'] : plain(BRAINTRUST[braintrust]);
  }
  if (attributes['openinference.span.kind'] === 'EVALUATOR' && Object.values(attributes).includes('HUMAN')) return ['REVIEW'];
  if (word('openinference.span.kind')) return plain(OPENINFERENCE[word('openinference.span.kind')]);
  const mastra = word('mastra.span.type');
  if (mastra)
    return mastra.startsWith('workflow_conditional')
      ? ['ROUTE']
      : kindsOf(MASTRA[mastra], name.replace(/^workflow_step /, ''), parentSpanId === null);
  if (name.startsWith('claude_code.')) return plain(CLAUDE[word('span.type')]);
  if (word('lmnr.span.type') && word('lmnr.span.type') !== 'DEFAULT') return plain(LAMINAR[word('lmnr.span.type')]);
  if (word('traceloop.span.kind')) return plain(TRACELOOP[word('traceloop.span.kind')]);
  if (events.some((event) => event.name === 'db.query.result')) return ['RETRIEVAL'];
  const called = word('ai.telemetry.functionId') || name;
  if (word('ai.operationId')) return kindsOf(aiSdk(word('ai.operationId'), isAbove), called, parentSpanId === null);
  if (word('gen_ai.operation.name')) return plain(OPERATION[word('gen_ai.operation.name')]);
  return plain(REQUEST_TYPE[word('llm.request.type')] ?? LAMINAR[word('lmnr.span.type')]);
}

function aiSdk(operation: string, isAbove: (test: (child: PlainSpan) => boolean) => boolean): StepKind {
  if (operation === 'ai.toolCall') return 'TOOL';
  if (/\.do(Generate|Stream)$/.test(operation)) return 'LLM';
  if (operation.endsWith('.doEmbed')) return 'EMBEDDING';
  if (operation.endsWith('.doRerank')) return 'RERANK';
  return isAbove((child) => child.attributes['ai.operationId'] === 'ai.toolCall') ? 'AGENT' : 'CHAIN';
}
