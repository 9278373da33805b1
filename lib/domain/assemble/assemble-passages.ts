// What a run had in front of it: passages from its retrievers, results of its tools, and in their absence a long input.
import { isRecord, messageText } from './assemble-text';
import type { AssembledRun, CanonicalStep, Json, Message, RetrievedPassage, RunFacts } from '@/lib/domain/run/run';

export type RunPassage = AssembledRun['passages'][number];

/** An input shorter than this asks a question; a longer one carries material of its own. Characters. */
const INPUT_AS_SOURCE_CHARS = 280;

/** Passages in the order they were given to the model and, when they were not stated by the run, where they come from. */
export function assemblePassages(
  facts: RunFacts,
  steps: readonly CanonicalStep[],
  input: Json | undefined,
): { passages: RunPassage[]; derived: string | null } {
  if (facts.context) return { passages: [...facts.context], derived: null };
  const retrieved = retrievedPassages(steps);
  const tools = toolPassages(steps);
  const found = [...retrieved, ...tools];
  if (found.length > 0) return { passages: found, derived: describe(retrieved.length, tools.length) };
  const cites = facts.contextRefs?.length || facts.inputRef || facts.evidence?.some((evidence) => evidence.documentId);
  const text = typeof input === 'string' ? input : '';
  if (cites || text.length < INPUT_AS_SOURCE_CHARS) return { passages: [], derived: null };
  return {
    passages: [{ id: 'input', content: text, metadata: { kind: 'input' } }],
    derived: 'the input itself, which is long enough to carry material',
  };
}

/** A reranker repeats passages of a retriever: each text is kept once, with the rank and score of the last step that had it. */
function retrievedPassages(steps: readonly CanonicalStep[]): RunPassage[] {
  const kept = new Map<string, RunPassage>();
  for (const kind of ['RERANK', 'RETRIEVAL'] as const) {
    for (const step of steps) {
      if (step.kind !== kind) continue;
      for (const passage of step.facts.passages ?? passagesInOutput(step.output)) {
        const key = JSON.stringify([passage.id, passage.content]);
        kept.set(key, { ...passage, stepId: step.stepId, ...kept.get(key) });
      }
    }
  }
  return [...kept.values()];
}

/** Retrieved documents that a step gives as its plain output: a list of texts or of objects with a text. */
export function passagesInOutput(output: Json): RetrievedPassage[] {
  const list = isRecord(output) ? (output['documents'] ?? output['results'] ?? output['passages'] ?? output['matches'] ?? null) : output;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry, index): RetrievedPassage[] => {
    if (typeof entry === 'string') return [{ id: String(index + 1), content: entry, rank: index + 1 }];
    if (!isRecord(entry)) return [];
    const content = [entry['content'], entry['page_content'], entry['pageContent'], entry['text']].find((text) => typeof text === 'string');
    if (typeof content !== 'string') return [];
    const { id, document_id: documentId, page, score, metadata } = entry;
    return [
      {
        id: typeof id === 'string' || typeof id === 'number' ? String(id) : String(index + 1),
        content,
        rank: index + 1,
        ...(typeof documentId === 'string' ? { documentId } : {}),
        ...(Number.isInteger(page) ? { page: page as number } : {}),
        ...(typeof score === 'number' ? { score } : {}),
        ...(isRecord(metadata) ? { metadata } : {}),
      },
    ];
  });
}

/** Results of tool steps; where a source has no tool steps, the tool results inside the longest message list. */
function toolPassages(steps: readonly CanonicalStep[]): RunPassage[] {
  const fromSteps = steps.flatMap((step): RunPassage[] => {
    if (step.kind !== 'TOOL') return [];
    return toolPassage(step.facts.toolCallId ?? step.stepId, step.facts.toolName ?? step.name, step.output, step.stepId);
  });
  if (fromSteps.length > 0) return fromSteps;
  let longest: { stepId: string; messages: Message[] } | null = null;
  for (const { stepId, kind, facts } of steps) {
    if (kind === 'LLM' && facts.messages && facts.messages.length > (longest?.messages.length ?? 0))
      longest = { stepId, messages: facts.messages };
  }
  if (!longest) return [];
  const { stepId, messages } = longest;
  const called = calledNames(messages);
  return messages.flatMap((message) =>
    toolResults(message, called).flatMap(({ id, name, output }) => toolPassage(id, name, output, stepId)),
  );
}

/** Most results name their call only; the call names the tool. */
function calledNames(messages: readonly Message[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { parts } of messages) {
    for (const part of parts) {
      const { type, id, name } = part as { type: string; id?: Json | undefined; name?: Json | undefined };
      if (type === 'tool_call' && typeof id === 'string' && typeof name === 'string' && name !== '') names.set(id, name);
    }
  }
  return names;
}

function toolResults(message: Message, called: ReadonlyMap<string, string>): { id: string; name: string; output: Json }[] {
  const responses = message.parts.flatMap((part) => {
    if (part.type !== 'tool_call_response') return [];
    const { id, response } = part as { id?: Json | undefined; response?: Json | undefined };
    const name = message.name ?? (typeof id === 'string' ? called.get(id) : undefined) ?? 'tool';
    return [{ id: typeof id === 'string' ? id : 'tool', name, output: response ?? null }];
  });
  if (responses.length > 0 || message.role !== 'tool') return responses;
  return [{ id: message.name ?? 'tool', name: message.name ?? 'tool', output: messageText(message) }];
}

function toolPassage(id: string, name: string, output: Json, stepId: string): RunPassage[] {
  const content = plainText(output);
  if (content.trim() === '') return [];
  const passage: RetrievedPassage = { id, content, metadata: { kind: 'tool', tool: name } };
  return [{ ...passage, stepId }];
}

/** A tool's result as text: a string as it is, MCP-style `{content:[{text}]}` by its texts, everything else as JSON. */
function plainText(output: Json): string {
  if (output === null) return '';
  if (typeof output === 'string') return output;
  if (isRecord(output) && Array.isArray(output['content'])) {
    const texts = output['content'].flatMap((part) => (isRecord(part) && typeof part['text'] === 'string' ? [part['text']] : []));
    if (texts.length > 0) return texts.join('\n');
  }
  return JSON.stringify(output, null, 1);
}

function describe(retrieved: number, tools: number): string {
  const parts = [];
  if (retrieved > 0) parts.push('retrieval and rerank steps');
  if (tools > 0) parts.push('tool results');
  return parts.join(' and ');
}
