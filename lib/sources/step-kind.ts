// Which canonical kind a step has: the words of the conventions, and names of steps for the kinds that no convention has.
import type { StepKind } from '@/lib/domain/run/run';
import { compiledKindRules, DEFAULT_STEP_KINDS, type KindRule } from '@/lib/domain/step-kind-rule';
import { forWord } from './attribute-reader';

const OPERATIONS: { [operation: string]: StepKind } = {
  chat: 'LLM',
  generate_content: 'LLM',
  text_completion: 'LLM',
  completion: 'LLM',
  embeddings: 'EMBEDDING',
  retrieval: 'RETRIEVAL',
  search_memory: 'RETRIEVAL',
  rerank: 'RERANK',
  execute_tool: 'TOOL',
  create_memory: 'TOOL',
  update_memory: 'TOOL',
  upsert_memory: 'TOOL',
  delete_memory: 'TOOL',
  create_memory_store: 'TOOL',
  delete_memory_store: 'TOOL',
  create_agent: 'AGENT',
  invoke_agent: 'AGENT',
  invoke_workflow: 'CHAIN',
  plan: 'CHAIN',
  agent_step: 'CHAIN',
  chain: 'CHAIN',
  model_generation: 'CHAIN',
  workflow_step: 'CHAIN',
  run_guardrail: 'GUARDRAIL',
  model_chunk: 'EVENT',
};

/** Of `gen_ai.operation.name`; undefined for a word that is not known. */
export function kindOfOperation(operation: string | undefined): StepKind | undefined {
  return forWord(OPERATIONS, operation);
}

const OPENINFERENCE_KINDS: { [kind: string]: StepKind } = {
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

export function kindOfOpenInference(kind: string | undefined): StepKind | undefined {
  return forWord(OPENINFERENCE_KINDS, kind);
}

/** What goes for a project that has set nothing else. */
export const STEP_KIND_RULES: readonly KindRule[] = compiledKindRules(DEFAULT_STEP_KINDS);

/**
 * Almost no SDK has a word for parsing, routing, validation, fallback and review, so a plain step inside a run is given one by its
 * name. Only steps that say nothing more than CHAIN are asked, and a root is the workflow whatever its name.
 */
export function kindOfName(name: string, isRoot: boolean, rules: readonly KindRule[] = STEP_KIND_RULES): StepKind | undefined {
  return isRoot ? undefined : rules.find(([pattern]) => pattern.test(name.trim()))?.[1];
}
