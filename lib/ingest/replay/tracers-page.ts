// Test support: docs/tracers.md: which published SDK is read how completely, as a replay of recorded requests measured it.
import { FIELDS, type Tally } from './compare-case';

/** Folder of the recordings → what it is, and the package whose version is named. */
export const RECORDED: Record<string, readonly [title: string, leading: string]> = {
  'otel-sdk': ['OpenTelemetry SDK, GenAI conventions', '@opentelemetry/exporter-trace-otlp-proto'],
  'otel-sdk-1.x': ['OpenTelemetry SDK 1.x, older GenAI conventions', '@opentelemetry/exporter-trace-otlp-proto'],
  'otel-instrumentation-openai': ['OpenTelemetry instrumentation of openai (spans and logs)', '@opentelemetry/instrumentation-openai'],
  'openinference-openai': ['OpenInference, openai', '@arizeai/openinference-instrumentation-openai'],
  'openinference-anthropic': ['OpenInference, Anthropic', '@arizeai/openinference-instrumentation-anthropic'],
  'openinference-langchain': ['OpenInference, LangChain', '@arizeai/openinference-instrumentation-langchain'],
  'openinference-vercel': ['OpenInference, Vercel AI SDK', '@arizeai/openinference-vercel'],
  'openinference-manual': ['OpenInference, spans by hand', '@arizeai/openinference-core'],
  'phoenix-client': ['Phoenix client', '@arizeai/phoenix-client'],
  traceloop: ['OpenLLMetry', '@traceloop/node-server-sdk'],
  'traceloop-0.16': ['OpenLLMetry, older', '@traceloop/node-server-sdk'],
  'ai-sdk-5': ['Vercel AI SDK 5', 'ai'],
  'ai-sdk-6': ['Vercel AI SDK 6', 'ai'],
  'ai-sdk-7': ['Vercel AI SDK 7', 'ai'],
  'ai-sdk-7-legacy': ['Vercel AI SDK 7, LegacyOpenTelemetry', 'ai'],
  'langfuse-v5': ['Langfuse 5', '@langfuse/otel'],
  'langfuse-v4': ['Langfuse 4', '@langfuse/otel'],
  'langfuse-v3': ['Langfuse 3', 'langfuse'],
  langsmith: ['LangSmith and LangChain (HTTP and OTEL mode)', 'langsmith'],
  braintrust: ['Braintrust', 'braintrust'],
  'braintrust-otel': ['Braintrust over OTLP', '@braintrust/otel'],
  'openai-agents': ['OpenAI Agents SDK', '@openai/agents'],
  'claude-agent-sdk': ['Claude Agent SDK', '@anthropic-ai/claude-agent-sdk'],
  mastra: ['Mastra', '@mastra/core'],
  laminar: ['Laminar', '@lmnr-ai/lmnr'],
  opik: ['Opik', 'opik'],
  posthog: ['PostHog', '@posthog/ai'],
  weave: ['Weave', 'weave'],
  helicone: ['Helicone (log endpoint)', '@helicone/helpers'],
};

export interface Replayed {
  sdk: string;
  /** `package version`. */
  version: string;
  cases: number;
  tally: Tally;
}

/** Requests that are answered with 404 on purpose, and why nobody loses by it. */
export const NOT_TAKEN: readonly (readonly [method: string, path: RegExp, reason: string])[] = [
  ['POST', /^\/oai\/v1\//, 'Helicone as a proxy stands between the application and its model; Countersign is not in the path of requests.'],
  [
    'GET',
    /\/api\/public\/v2\/prompts\//,
    'Prompts are not managed here: Langfuse SDKs go on with the fallback that the application gives them.',
  ],
  ['GET', /\/v1\/traceloop\/prompts$/, 'Prompts are not managed here: the SDK goes on without its registry.'],
  ['POST', /\/v1\/prompts$/, 'Prompts are not managed here: a prompt posted to Phoenix is refused, spans and annotations are taken.'],
];

export const MARKS = ['<!-- table: written by its test -->', '<!-- end of table -->'] as const;

export function tracersTable(replayed: readonly Replayed[]): string {
  const head = ['SDK', 'version', 'cases', ...FIELDS];
  const rows = replayed.map(({ sdk, version, cases, tally }) => [
    RECORDED[sdk]?.[0] ?? sdk,
    `\`${version}\``,
    String(cases),
    ...FIELDS.map((field) => (tally[field].all === 0 ? '–' : `${tally[field].right}/${tally[field].all}`)),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The figures of a table, by SDK title and field. */
export function readTable(page: string): Map<string, Map<string, string>> {
  const lines = page.split('\n').filter((line) => line.startsWith('| '));
  const cells = (line: string) => line.slice(2, -2).split(' | ');
  const head = cells(lines[0] ?? '');
  return new Map(
    lines.slice(2).map((line) => [cells(line)[0] ?? '', new Map(cells(line).map((cell, index) => [head[index] ?? '', cell]))]),
  );
}
