// The workflow that answers questions from the policies: guard, route, look up, retrieve, prompt, ask, validate, fall back.
import type { RunRecord } from '@/lib/domain/run/run-record';
import { carrierGateway, lookUpOrder } from './order-desk';
import type { FoundPassage, PolicyIndex } from './policy-index';
import type { PolicyCase } from './policy-case';
import { POLICY_PROMPTS } from './policy-prompts';
import { modelAttributes, withoutVersions } from './policy-trace';
import { cardNumbersIn, type Route, routeQuestion } from './policy-route';
import { askRuleModel, type ModelAnswer, RULE_MODEL } from './rule-model';
import { type Recorder, runRecorder } from './run-recorder';

type State = { [K in keyof RunRecord]?: RunRecord[K] } & { answer?: ModelAnswer };

const HANDOVER = 'A colleague will answer this question.';
const THRESHOLDS = [0.5, 0.42, 0.36];

export function answerPolicyQuestion(given: PolicyCase, index: PolicyIndex): RunRecord {
  const recorder = runRecorder(given);
  const state: State = {};
  const output = recorder.step('CHAIN', 'policy-answer', given.question, () => answer(given, index, recorder, state));
  const { answer: asked, ...stated } = state;
  const record: RunRecord = {
    run_id: given.runId,
    name: 'policy-answer',
    session_id: given.sessionId,
    user_id: given.userId,
    environment: given.environment ?? 'production',
    release: given.release,
    started_at: recorder.startedAt(),
    ended_at: recorder.endedAt(),
    input: given.question,
    parser_version: 'pdf-pages 1.2',
    ...stated,
    output,
    steps: recorder.steps(),
    ...(asked
      ? { usage: { input_tokens: asked.inputTokens, output_tokens: asked.outputTokens }, finish_reason: asked.finishReason, cost_usd: 0 }
      : {}),
    tags: ['sample', 'policy'],
    metadata: { request_id: `req-${given.runId.toLowerCase()}`, channel: given.sessionId.startsWith('chat') ? 'chat' : 'e-mail' },
  };
  return given.isLegacy ? withoutVersions(record) : record;
}

function answer(given: PolicyCase, index: PolicyIndex, recorder: Recorder, state: State): string {
  const cards = recorder.step('GUARDRAIL', 'card-number', given.question, () => ({
    outcome: cardNumbersIn(given.question).length > 0 ? 'blocked' : 'pass',
    detail: 'payment card numbers in the question',
  }));
  state.guardrails = [
    {
      name: 'card-number',
      outcome: cards.outcome,
      ...(cards.outcome === 'blocked' ? { detail: 'The question holds a payment card number; it was not passed on.' } : {}),
    },
  ];
  if (cards.outcome === 'blocked') return 'Please do not send card numbers. Ask again without it.';
  const route = recorder.step('ROUTE', 'route-question', given.question, () => ({ ...routeQuestion(given.question, given.routeVersion) }));
  Object.assign(state, { route: route.route, route_reason: route.reason, route_policy_version: String(given.routeVersion) });
  if (route.route === 'smalltalk') return 'Hello! Ask me about returns, delivery, warranty or expenses. Our shops are open until 19:00.';
  const order = orderFacts(given, recorder);
  const passages = retrieve(given, index, recorder, route);
  state.context = [
    ...(order ? [{ id: 'order-desk', content: order }] : []),
    ...passages.map(({ id, documentId, page, text, rank, score }) => ({ id, document_id: documentId, page, content: text, rank, score })),
  ];
  const instructions = POLICY_PROMPTS[given.promptVersion];
  const rendered = recorder.step(
    'PROMPT',
    'policy-answer',
    { version: given.promptVersion, passages: state.context.length },
    () =>
      `${instructions}\n\n${state.context?.map(({ content }, place) => `[${place + 1}] ${content}`).join('\n')}\n\nQuestion: ${given.question}`,
  );
  Object.assign(state, {
    prompt_id: 'policy-answer',
    prompt_version: given.promptVersion,
    instructions,
    rendered_prompt: rendered,
    model_provider: RULE_MODEL.provider,
    model_name: RULE_MODEL.name,
    system_fingerprint: `rules-${given.modelVersion}`,
    temperature: 0,
    max_tokens: given.maxTokens ?? 120,
  });
  return ask(given, recorder, state, instructions, rendered);
}

/** Asks again with a lower threshold while the answer cites nothing, then hands over. */
function ask(given: PolicyCase, recorder: Recorder, state: State, instructions: string, rendered: string): string {
  const passages = (state.context ?? []).map(({ id, document_id: documentId, page, content }) => ({
    id: id ?? '',
    documentId: documentId ?? '',
    page: page ?? 0,
    text: content,
  }));
  for (const [attempt, threshold] of THRESHOLDS.entries()) {
    let made: ModelAnswer | undefined;
    const text = recorder.step('LLM', 'answer', rendered, (say) => {
      made = askRuleModel({
        version: given.modelVersion,
        instructions,
        question: given.question,
        passages,
        maxTokens: given.maxTokens ?? 120,
        threshold,
      });
      say(modelAttributes(made, given, instructions, rendered));
      return made.text;
    });
    if (!made) throw new Error('the model did not answer');
    state.answer = made;
    state.retries = attempt;
    const cited = made.used.length > 0 || made.finishReason === 'refusal';
    const check = recorder.step('VALIDATION', 'cites-a-passage', text, () => ({
      passed: cited,
      ...(cited ? {} : { errors: ['the answer cites no passage'] }),
    }));
    if (check.passed) {
      state.evidence_refs = made.used.flatMap(({ passage, sentence, said }) =>
        passage.documentId ? [{ claim: said, document_id: passage.documentId, page: passage.page, quote: sentence }] : [],
      );
      return text;
    }
  }
  state.validation_errors = ['the answer cites no passage'];
  state.fallback_taken = 'hand-over-to-person';
  return recorder.step('FALLBACK', 'hand-over-to-person', { reason: 'no cited answer after 3 attempts' }, () => HANDOVER);
}

function orderFacts({ question, coldCarrierCalls = 0 }: PolicyCase, recorder: Recorder): string | null {
  const orderId = /\bH-\d{4}\b/.exec(question)?.[0];
  if (!orderId) return null;
  const attempt = (name: string, call: (id: string) => string): string | null => {
    try {
      return recorder.step('TOOL', name, { order_id: orderId }, (say) => {
        say({ 'gen_ai.tool.name': name });
        return call(orderId);
      });
    } catch {
      return null;
    }
  };
  const order = attempt('order-lookup', lookUpOrder);
  if (order === null || !/carrier/.test(order)) return order;
  const status = carrierGateway(coldCarrierCalls);
  return `${order} ${attempt('carrier-status', status) ?? attempt('carrier-status', status) ?? ''}`.trim();
}

function retrieve({ question }: PolicyCase, index: PolicyIndex, recorder: Recorder, { department }: Route): FoundPassage[] {
  let found: FoundPassage[] = [];
  recorder.step('RETRIEVAL', 'search-policies', { query: question, department, limit: 5 }, () => {
    found = index.search(question, department, 5);
    return found.map(({ id, documentId, page, text, score }) => ({ id, document_id: documentId, page, content: text, score }));
  });
  return found;
}
