// Plain @opentelemetry/sdk-node with spans by hand, set up by the environment alone.
import { SpanKind, trace } from '@opentelemetry/api';
import { ask, settings } from '../one-call.mjs';

const { door, key, question, session, name } = settings();
Object.assign(process.env, {
  OTEL_EXPORTER_OTLP_ENDPOINT: door,
  OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${key}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  OTEL_TRACES_EXPORTER: 'otlp',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_SERVICE_NAME: 'live',
});
const { NodeSDK } = await import('@opentelemetry/sdk-node');
const sdk = new NodeSDK();
sdk.start();
const tracer = trace.getTracer('live');
await tracer.startActiveSpan(name, { attributes: { 'gen_ai.conversation.id': session } }, async (root) => {
  const span = tracer.startSpan('chat', { kind: SpanKind.CLIENT });
  const { answer, model, usage } = await ask(question);
  const message = (role, content) => JSON.stringify([{ role, parts: [{ type: 'text', content }] }]);
  span.setAttributes({
    'gen_ai.operation.name': 'chat',
    'gen_ai.response.model': model,
    'gen_ai.input.messages': message('user', question),
    'gen_ai.output.messages': message('assistant', answer),
    'gen_ai.usage.input_tokens': usage.prompt_tokens,
    'gen_ai.usage.output_tokens': usage.completion_tokens,
  });
  span.end();
  root.end();
});
await sdk.shutdown();
