// @arizeai/openinference-instrumentation-openai over OTLP in protobuf.
import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { NodeSDK } from '@opentelemetry/sdk-node';
import OpenAI from 'openai';
import { askTraced, settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, name } = settings();
const instrumentation = new OpenAIInstrumentation();
instrumentation.manuallyInstrument(OpenAI);
const exporter = new OTLPTraceExporter({ url: `${door}/v1/traces`, headers: { authorization: `Bearer ${key}` } });
const sdk = new NodeSDK({ traceExporter: exporter, instrumentations: [instrumentation] });
sdk.start();
const openai = new OpenAI({ apiKey: 'none', baseURL: modelUrl });
const tracer = trace.getTracer('live');
const chain = { 'openinference.span.kind': 'CHAIN', 'session.id': session, 'input.value': question };
await tracer.startActiveSpan(name, { attributes: chain }, async (span) => {
  span.setAttribute('output.value', await askTraced(openai, tool));
  span.end();
});
await sdk.shutdown();

function tool(toolName, args, work) {
  const attributes = {
    'openinference.span.kind': 'TOOL',
    'tool.name': toolName,
    'input.value': JSON.stringify(args),
    'input.mime_type': 'application/json',
  };
  return tracer.startActiveSpan(toolName, { attributes }, async (span) => {
    try {
      const result = await work(args);
      span.setAttributes({ 'output.value': JSON.stringify(result), 'output.mime_type': 'application/json' });
      return result;
    } catch (error) {
      span.recordException(error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
      throw error;
    } finally {
      span.end();
    }
  });
}
