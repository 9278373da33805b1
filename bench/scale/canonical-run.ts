// A generated run as a source adapter would yield it: route, retrieval, tools, model, validation under one root.
import type { CanonicalRun, CanonicalStep, RunFacts, StepFacts } from '@/lib/domain/run/run';
import { type AnswerSentence, type Asked, answer, ask } from './question';
import type { Corpus } from './corpus';
import type { Random } from './random';
import type { Circumstances } from './traffic';

export interface GeneratedRun {
  run: CanonicalRun;
  asked: Asked;
  sentences: AnswerSentence[];
  isToolFailed: boolean;
  isFallback: boolean;
  hasSchemaError: boolean;
}

const INSTRUCTIONS: Readonly<Record<string, string>> = {
  v1: 'Answer the question from the passages.',
  v2: 'Answer the question from the passages. Say so when they do not tell.',
  v3: 'Answer the question from the passages alone. Say so when they do not tell. Name the passage.',
  v4: 'Answer in at most four sentences, from the passages alone. Name the passage.',
  v5: 'You answer questions of customers. Use the passages. Be brief and friendly.',
  v6: 'You answer questions of customers from the passages alone. Be brief. Name the passage. Refuse when they do not tell.',
};
/** How often a sentence of the answer repeats a passage, by prompt version. */
const FAITHFULNESS: Readonly<Record<string, number>> = { v1: 0.6, v2: 0.68, v3: 0.8, v4: 0.82, v5: 0.62, v6: 0.85 };
const TOOL_ERRORS = [
  (from: Random) => `Timeout after ${1000 + from.below(9000)} ms while calling ledger-service`,
  (from: Random) => `HTTP 503 from https://ledger.internal/v2/accounts/${from.below(99_999)}`,
  (from: Random) => `Record ${from.hex(8)} not found`,
];

export function canonicalRun(corpus: Corpus, from: Random, at: Circumstances): GeneratedRun {
  const asked = ask(corpus, from, at.share);
  const runId = from.hex(32);
  const hasTool = at.route === 'billing' || at.route === 'orders' || from.chance(0.1);
  const isToolFailed = hasTool && from.chance(0.03 + at.trouble);
  const isFallback = from.chance(isToolFailed ? 0.4 : 0.01);
  const hasSchemaError = from.chance(at.promptVersion === 'v5' ? 0.05 : 0.015);
  const sentences = answer(asked, from, (FAITHFULNESS[at.promptVersion] ?? 0.7) - (at.modelName === 'alder-mini' ? 0.12 : 0));
  const text = sentences.map((sentence) => sentence.text).join(' ');
  const steps = stepsOf({ asked, from, at, text, hasTool, isToolFailed, isFallback, hasSchemaError });
  const requestId = `req_${from.hex(20)}`;
  const facts: RunFacts = {
    name: `${at.route}-answer`,
    sessionId: at.sessionId,
    userId: at.userId,
    environment: at.environment,
    release: at.release,
    route: at.route,
    promptId: `${at.route}-answer`,
    promptVersion: at.promptVersion,
    instructions: INSTRUCTIONS[at.promptVersion] ?? '',
    systemFingerprint: at.systemFingerprint,
    input: asked.question,
    output: text,
    metadata: { request_id: requestId, channel: from.pick(['web', 'mail', 'app']) },
    ...(at.tags.length > 0 ? { tags: at.tags } : {}),
    ...(isFallback ? { fallbackTaken: 'template answer' } : {}),
    ...(hasSchemaError ? { validationErrors: ['/citations: must be array'] } : {}),
  };
  const rank = `2 ${String(steps[0]?.startNs ?? 0n).padStart(19, '0')} ${steps[0]?.stepId}`;
  const factRanks = Object.fromEntries(Object.keys(facts).map((field) => [field, rank]));
  const aliases: CanonicalRun['aliases'] = [{ alias: requestId, kind: 'metadata' }];
  return {
    run: { runId, source: 'otel-genai', facts, factRanks, isWhole: false, steps, aliases },
    asked,
    sentences,
    isToolFailed,
    isFallback,
    hasSchemaError,
  };
}

interface Story {
  asked: Asked;
  from: Random;
  at: Circumstances;
  text: string;
  hasTool: boolean;
  isToolFailed: boolean;
  isFallback: boolean;
  hasSchemaError: boolean;
}

function stepsOf({ asked, from, at, text, hasTool, isToolFailed, isFallback, hasSchemaError }: Story): CanonicalStep[] {
  const rootId = from.hex(16);
  let clockNs = BigInt(Math.round(at.startedMs * 1000)) * 1000n;
  const startNs = clockNs;
  const child = (kind: CanonicalStep['kind'], name: string, takesMs: number, over: Partial<CanonicalStep>): CanonicalStep => {
    const begin = clockNs + 200_000n;
    clockNs = begin + BigInt(Math.round(takesMs * 1000)) * 1000n;
    return { ...plainStep(from.hex(16), rootId, kind, name, begin, clockNs), ...over };
  };
  const passages = asked.retrieved.map(({ passage, text: content, version, score }, index) => ({
    id: passage.id,
    content,
    documentId: passage.documentId,
    version,
    page: passage.page,
    rank: index + 1,
    score,
  }));
  const steps: CanonicalStep[] = [
    child('ROUTE', 'choose route', 20 + 60 * from.next(), { output: at.route }),
    child('RETRIEVAL', 'search passages', 40 + 200 * from.next() ** 3, { input: asked.question, facts: { passages } }),
  ];
  if (hasTool) {
    const error = isToolFailed ? from.pick(TOOL_ERRORS)(from) : null;
    const toolInput = { account: `A-${from.below(90_000)}`, since: `2026-0${1 + from.below(9)}-01` };
    steps.push(
      child('TOOL', 'lookup_account', 60 + 900 * from.next() ** 4, {
        input: toolInput,
        output: error === null ? { balance: from.below(100_000) / 100, currency: 'EUR', open: from.below(5) } : null,
        status: error === null ? 'ok' : 'error',
        error,
        facts: { toolName: 'lookup_account', toolCallId: `call_${from.hex(12)}`, ...(error === null ? {} : { errorType: 'ToolError' }) },
      }),
    );
  }
  steps.push(child('LLM', `chat ${at.modelName}`, 400 + 3200 * from.next() ** 2, { facts: modelFacts(asked, from, at, text) }));
  steps.push(
    child('VALIDATION', 'check shape', 2 + 5 * from.next(), {
      status: hasSchemaError ? 'error' : 'ok',
      error: hasSchemaError ? '/citations: must be array' : null,
      output: { valid: !hasSchemaError },
    }),
  );
  if (isFallback) steps.push(child('FALLBACK', 'template answer', 3, { output: 'template answer' }));
  const root = plainStep(rootId, null, 'CHAIN', `${at.route}-answer`, startNs, clockNs + 300_000n);
  return [
    { ...root, input: asked.question, output: text, attributes: { 'service.name': 'assistant', 'service.version': at.release } },
    ...steps,
  ];
}

function modelFacts(asked: Asked, from: Random, at: Circumstances, text: string): StepFacts {
  const context = asked.retrieved.map(({ text: content }, index) => `[${index + 1}] ${content}`).join('\n');
  const inputTokens = Math.round((context.length + asked.question.length) / 3.6) + 40;
  const outputTokens = Math.round(text.length / 3.4) + 5;
  const price = at.modelName === 'alder-mini' ? 0.2 : 2.5;
  return {
    provider: at.modelProvider,
    modelName: at.modelName,
    requestModel: at.modelName,
    parameters: { temperature: 0.2, max_tokens: 600 },
    usage: { inputTokens, outputTokens, ...(from.chance(0.3) ? { cachedInputTokens: Math.round(inputTokens * 0.6) } : {}) },
    costUsd: Math.round((inputTokens * price + outputTokens * price * 4) * 1000) / 1e9,
    finishReason: from.chance(0.99) ? 'stop' : 'length',
    systemFingerprint: at.systemFingerprint,
    promptId: `${at.route}-answer`,
    promptVersion: at.promptVersion,
    messages: [
      { role: 'system', parts: [{ type: 'text', content: INSTRUCTIONS[at.promptVersion] ?? '' }] },
      { role: 'user', parts: [{ type: 'text', content: `${context}\n\n${asked.question}` }] },
    ],
    outputMessages: [{ role: 'assistant', finishReason: 'stop', parts: [{ type: 'text', content: text }] }],
    timeToFirstTokenMs: 120 + from.below(700),
  };
}

export function plainStep(
  stepId: string,
  parentId: string | null,
  kind: CanonicalStep['kind'],
  name: string,
  startNs: bigint,
  endNs: bigint,
): CanonicalStep {
  const none = { status: 'ok' as const, error: null, input: null, output: null, facts: {}, attributes: {}, events: [] };
  return { stepId, parentId, kind, name, startNs, endNs, ...none };
}
