// @posthog/ai: its client in place of openai's, and the trace around it by hand.
import { randomUUID } from 'node:crypto';
import { OpenAI } from '@posthog/ai/openai';
import { PostHog } from 'posthog-node';
import { openaiCases } from '../openai-cases.mjs';
import { settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, model, name, caseName } = settings();
const posthog = new PostHog(key, { host: door });
const traceId = randomUUID();
const openai = new OpenAI({ apiKey: 'none', baseURL: modelUrl, posthog });
const at = { $ai_trace_id: traceId, $ai_session_id: session };
const answer = await openaiCases[caseName]({
  openai,
  tool,
  model,
  messages: [{ role: 'user', content: question }],
  posthogDistinctId: 'u-1',
  posthogTraceId: traceId,
  posthogProperties: { $ai_session_id: session },
});
posthog.capture({
  distinctId: 'u-1',
  event: '$ai_trace',
  properties: { ...at, $ai_span_name: name, $ai_input_state: question, $ai_output_state: answer },
});
await posthog.shutdown();

async function tool(toolName, args, work) {
  const span = {
    ...at,
    $ai_span_id: randomUUID(),
    $ai_parent_id: traceId,
    $ai_span_name: toolName,
    $ai_span_type: 'tool',
    $ai_input_state: args,
    $ai_latency: 0.02,
  };
  try {
    const result = await work(args);
    posthog.capture({ distinctId: 'u-1', event: '$ai_span', properties: { ...span, $ai_output_state: result } });
    return result;
  } catch (error) {
    posthog.capture({ distinctId: 'u-1', event: '$ai_span', properties: { ...span, $ai_is_error: true, $ai_error: error.message } });
    throw error;
  }
}
