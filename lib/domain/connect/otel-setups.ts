// Setups whose spans come over OTLP.
import { code, environment, otelLines, type TracerSetup } from './tracer-setup';

const withContent = 'export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true';
const nodeSdk = `// npm install @opentelemetry/sdk-node @opentelemetry/exporter-trace-otlp-proto
import { NodeSDK } from '@opentelemetry/sdk-node';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';

new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();`;

export const OTEL_SETUPS: readonly TracerSetup[] = [
  {
    id: 'opentelemetry',
    name: 'OpenTelemetry',
    group: 'OpenTelemetry',
    about: 'Any language and any instrumentation that follows the GenAI conventions. HTTP, not gRPC.',
    hasSpans: true,
    blocks: (address) => [
      environment(`${otelLines(address)}\nexport OTEL_SERVICE_NAME=my-workflow\n${withContent}`),
      code(nodeSdk, 'Node.js'),
    ],
  },
  {
    id: 'collector',
    name: 'OpenTelemetry Collector',
    group: 'OpenTelemetry',
    about: 'Keep the tool that you have: the collector sends every trace to both.',
    hasSpans: true,
    blocks: ({ ingestUrl, key }) => [
      {
        title: 'Collector configuration',
        language: 'yaml',
        text: `exporters:
  otlphttp/countersign:
    endpoint: ${ingestUrl}
    headers:
      x-api-key: ${key}
service:
  pipelines:
    traces:
      exporters: [otlphttp/countersign] # beside the ones you have
    logs:
      exporters: [otlphttp/countersign]`,
      },
    ],
  },
  {
    id: 'openinference',
    name: 'OpenInference (Phoenix)',
    group: 'OpenTelemetry',
    about: 'Instrumentation of OpenAI, Anthropic, LangChain, Vercel and others in JavaScript and Python.',
    hasSpans: true,
    blocks: ({ ingestUrl, key }) => [
      environment(`export PHOENIX_COLLECTOR_ENDPOINT=${ingestUrl}\nexport PHOENIX_API_KEY=${key}`),
      code(`import { register } from '@arizeai/phoenix-otel';\n\nregister({ projectName: 'my-workflow' });`, 'With @arizeai/phoenix-otel'),
    ],
  },
  {
    id: 'traceloop',
    name: 'OpenLLMetry (Traceloop)',
    group: 'OpenTelemetry',
    about: 'The Traceloop SDK in JavaScript and Python.',
    hasSpans: true,
    blocks: ({ ingestUrl, key }) => [environment(`export TRACELOOP_BASE_URL=${ingestUrl}\nexport TRACELOOP_API_KEY=${key}`)],
  },
  {
    id: 'ai-sdk',
    name: 'Vercel AI SDK',
    group: 'Frameworks',
    about: 'Versions 5 and 6 ask for telemetry with each call; from 7 on it is registered once.',
    hasSpans: true,
    blocks: (address) => [
      environment(otelLines(address)),
      code(nodeSdk, 'Once, at the start'),
      code(
        `// npm install @ai-sdk/otel
import { registerTelemetry } from 'ai';
import { OpenTelemetry } from '@ai-sdk/otel';

registerTelemetry(new OpenTelemetry());`,
        'AI SDK 7',
      ),
      code(
        `await generateText({
  model,
  prompt,
  experimental_telemetry: { isEnabled: true, functionId: 'policy-answer', metadata: { sessionId, userId } },
});`,
        'AI SDK 5 and 6',
      ),
    ],
  },
  {
    id: 'mastra',
    name: 'Mastra',
    group: 'Frameworks',
    about: 'Agents and workflows of Mastra through its OpenTelemetry exporter.',
    hasSpans: true,
    blocks: ({ ingestUrl, key }) => [
      code(`// npm install @mastra/otel-exporter @opentelemetry/exporter-trace-otlp-proto
import { OtelExporter } from '@mastra/otel-exporter';

new OtelExporter({
  provider: {
    custom: { endpoint: '${ingestUrl}/v1/traces', protocol: 'http/protobuf', headers: { 'x-api-key': '${key}' } },
  },
});`),
    ],
  },
  {
    id: 'claude-agent-sdk',
    name: 'Claude Agent SDK',
    group: 'Frameworks',
    about: 'And Claude Code. Prompts and tool content are left out unless the last three lines are set.',
    hasSpans: true,
    blocks: (address) => [
      environment(`${otelLines(address)}
export CLAUDE_CODE_ENABLE_TELEMETRY=1
export CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1
export OTEL_TRACES_EXPORTER=otlp
export OTEL_LOGS_EXPORTER=otlp
export OTEL_LOG_USER_PROMPTS=1
export OTEL_LOG_TOOL_DETAILS=1
export OTEL_LOG_TOOL_CONTENT=1`),
    ],
  },
  {
    id: 'laminar',
    name: 'Laminar',
    group: 'Trace tools',
    about: 'The Laminar SDK over HTTP.',
    hasSpans: true,
    blocks: ({ ingestUrl, key }) => {
      const { protocol, hostname, port } = new URL(ingestUrl);
      const httpPort = port || (protocol === 'https:' ? '443' : '80');
      return [
        code(`import { Laminar } from '@lmnr-ai/lmnr';

Laminar.initialize({
  projectApiKey: '${key}',
  baseUrl: '${protocol}//${hostname}',
  httpPort: ${httpPort},
  forceHttp: true,
});`),
      ];
    },
  },
];
