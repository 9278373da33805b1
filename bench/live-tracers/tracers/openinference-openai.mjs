// @arizeai/openinference-instrumentation-openai over OTLP in protobuf.
import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { NodeSDK } from '@opentelemetry/sdk-node';
import OpenAI from 'openai';
import { settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, model } = settings();
const instrumentation = new OpenAIInstrumentation();
instrumentation.manuallyInstrument(OpenAI);
const exporter = new OTLPTraceExporter({ url: `${door}/v1/traces`, headers: { authorization: `Bearer ${key}` } });
const sdk = new NodeSDK({ traceExporter: exporter, instrumentations: [instrumentation] });
sdk.start();
const openai = new OpenAI({ apiKey: 'none', baseURL: modelUrl });
await trace
  .getTracer('live')
  .startActiveSpan(
    'live openinference',
    { attributes: { 'openinference.span.kind': 'CHAIN', 'session.id': session, 'input.value': question } },
    async (span) => {
      const { choices } = await openai.chat.completions.create({ model, messages: [{ role: 'user', content: question }] });
      span.setAttribute('output.value', choices[0].message.content);
      span.end();
    },
  );
await sdk.shutdown();
