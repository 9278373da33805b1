// The Claude Agent SDK's own telemetry: spans told apart by `span.type`, and log records about the turn around them.
import { foldFinishReason } from '@/lib/domain/message-form';
import { LOG_BODY } from '@/lib/domain/event-facts';
import type { CanonicalStep, StepFacts, StepKind, Usage } from '@/lib/domain/run/run';
import { defined, forWord, jsonAt, numberAt, textAt } from './attribute-reader';
import type { Attributes, OtlpSpan } from './otlp-span';
import type { Source, SpanReading } from './source';

const SCOPE = 'com.anthropic.claude_code';
const KINDS: { [type: string]: StepKind } = {
  interaction: 'AGENT',
  llm_request: 'LLM',
  tool: 'TOOL',
  'tool.execution': 'CHAIN',
  'tool.blocked_on_user': 'REVIEW',
};

export const claudeAgentSdk: Source = {
  name: 'claude-agent-sdk',
  spans: { matches: ({ origin, attributes }) => origin.scopeName.startsWith(SCOPE) && 'span.type' in attributes, read: readSpan },
  logs: { matches: ({ origin }) => origin.scopeName.startsWith(SCOPE), read: () => ({}), reread: rereadTurn },
};

function readSpan({ attributes, events }: OtlpSpan): SpanReading {
  const type = textAt(attributes, 'span.type');
  const kind = forWord(KINDS, type);
  const isFailed = attributes['success'] === false || attributes['success'] === 'false';
  const said = events.find(({ name }) => name === 'tool.output')?.attributes;
  return defined({
    kind,
    sourceKind: type,
    name: nameOf(attributes, type),
    status: isFailed ? ('error' as const) : undefined,
    error: isFailed ? textAt(attributes, 'error', 'error.type') : undefined,
    input: textAt(attributes, 'user_prompt') ?? (type === 'tool' ? jsonAt(attributes, 'tool_input', 'input') : undefined),
    output: said === undefined ? verdictOf(attributes, type) : jsonAt(said, 'output'),
    facts: factsOf(attributes, type),
    run: defined({
      sessionId: textAt(attributes, 'session.id'),
      environment: textAt(attributes, 'deployment.environment.name'),
    }),
    // A random hash of the installation, and no person.
    withheld: ['userId' as const],
  });
}

function nameOf(attributes: Attributes, type: string | undefined): string | undefined {
  if (type === 'tool') return textAt(attributes, 'gen_ai.tool.name', 'tool_name');
  return type === 'llm_request' ? textAt(attributes, 'model') : type;
}

/** Who let the tool run, by which rule. */
function verdictOf(attributes: Attributes, type: string | undefined): SpanReading['output'] {
  const decision = textAt(attributes, 'decision');
  if (type !== 'tool.blocked_on_user' || decision === undefined) return undefined;
  return { decision, ...defined({ source: textAt(attributes, 'source') }) };
}

function factsOf(attributes: Attributes, type: string | undefined): StepFacts {
  if (type !== 'llm_request')
    return defined({
      toolName: type === 'tool' ? textAt(attributes, 'gen_ai.tool.name', 'tool_name') : undefined,
      toolCallId: type === 'tool' ? textAt(attributes, 'gen_ai.tool.call.id', 'tool_use_id') : undefined,
      errorType: textAt(attributes, 'error_class', 'error.type'),
    });
  const reason = textAt(attributes, 'stop_reason');
  return defined({
    provider: 'anthropic',
    modelName: textAt(attributes, 'model'),
    usage: usageOf(attributes),
    finishReason: reason === undefined ? undefined : foldFinishReason(reason),
    timeToFirstTokenMs: numberAt(attributes, 'ttft_ms'),
    costUsd: numberAt(attributes, 'cost_usd'),
    errorType: textAt(attributes, 'error_class', 'error.type'),
  });
}

/** As Anthropic counts: what was read from and written to the cache stands beside the input and is made part of it. */
function usageOf(attributes: Attributes): Usage | undefined {
  const [input, output, read, write] = ['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_creation_tokens'].map((name) =>
    numberAt(attributes, name),
  );
  const usage = defined({
    inputTokens: input === undefined ? undefined : input + (read ?? 0) + (write ?? 0),
    outputTokens: output,
    cachedInputTokens: read,
    cacheWriteTokens: write,
  });
  return Object.keys(usage).length > 0 ? usage : undefined;
}

/** Records of a turn stand with its span: only they know what was answered and what the requests cost. */
function rereadTurn(step: CanonicalStep): CanonicalStep {
  const records = (name: string) => step.events.filter(({ attributes }) => attributes[LOG_BODY] === `claude_code.${name}`);
  const answers = records('assistant_response').flatMap(({ attributes }) => {
    const text = textAt(attributes, 'response');
    return text === undefined ? [] : [{ text, place: numberAt(attributes, 'event.sequence') ?? 0 }];
  });
  const last = answers.reduce<(typeof answers)[number] | undefined>(
    (best, one) => (best && best.place > one.place ? best : one),
    undefined,
  );
  const costs = new Map(
    records('api_request').map(({ attributes }) => [textAt(attributes, 'request_id'), numberAt(attributes, 'cost_usd_micros')]),
  );
  const micros = [...costs.values()].reduce<number | undefined>((sum, cost) => (cost === undefined ? sum : (sum ?? 0) + cost), undefined);
  return {
    ...step,
    output: last?.text ?? step.output,
    facts: { ...step.facts, ...defined({ costUsd: micros === undefined ? undefined : micros / 1e6 }) },
  };
}
