// The Vercel AI SDK 7 with @ai-sdk/otel over OTLP in JSON.
import { createOpenAI } from '@ai-sdk/openai';
import { OpenTelemetry } from '@ai-sdk/otel';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { generateText, registerTelemetry } from 'ai';
import { settings } from '../one-call.mjs';

const { door, key, question, modelUrl, model } = settings();
const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter({ url: `${door}/v1/traces`, headers: { 'x-api-key': key } }) });
sdk.start();
registerTelemetry(new OpenTelemetry());
const openai = createOpenAI({ apiKey: 'none', baseURL: modelUrl });
await generateText({
  model: openai.chat(model),
  prompt: question,
  experimental_telemetry: { isEnabled: true, functionId: 'live ai sdk' },
  telemetry: { isEnabled: true, functionId: 'live ai sdk' },
});
await sdk.shutdown();
