// @strands-agents/sdk with its own set-up of OTLP.
import { settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, model, name } = settings();
Object.assign(process.env, {
  OTEL_EXPORTER_OTLP_ENDPOINT: door,
  OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${key}`,
  OTEL_SERVICE_NAME: 'live',
});
const { Agent } = await import('@strands-agents/sdk');
const { OpenAIModel } = await import('@strands-agents/sdk/models/openai');
const { setupTracer } = await import('@strands-agents/sdk/telemetry');
const provider = setupTracer({ exporters: { otlp: true } });
const agent = new Agent({
  name,
  model: new OpenAIModel({ api: 'chat', modelId: model, apiKey: 'none', clientConfig: { baseURL: modelUrl } }),
  printer: false,
  traceAttributes: { 'session.id': session },
});
await agent.invoke(question);
await provider.forceFlush();
