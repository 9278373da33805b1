// Genkit over OTLP, with the exporter of the OpenTelemetry that it was built with.
import { createRequire } from 'node:module';
import { OTLPTraceExporter } from 'exporter-1';
import { settings } from '../one-call.mjs';

const { door, key, question, modelUrl, model, name } = settings();
const { genkit, z } = await import('genkit');
const { openAICompatible, compatOaiModelRef } = await import('@genkit-ai/compat-oai');
const { enableTelemetry, flushTracing } = await import('genkit/tracing');
const { SimpleSpanProcessor } = createRequire(import.meta.resolve('exporter-1'))('@opentelemetry/sdk-trace-base');
await enableTelemetry({
  spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter({ url: `${door}/v1/traces`, headers: { 'x-api-key': key } }))],
});
const ai = genkit({ plugins: [openAICompatible({ name: 'standin', apiKey: 'none', baseURL: modelUrl })] });
const flow = ai.defineFlow(
  { name, inputSchema: z.string() },
  async (input) => (await ai.generate({ model: compatOaiModelRef({ name: `standin/${model}` }), prompt: input })).text,
);
await flow(question);
await flushTracing();
