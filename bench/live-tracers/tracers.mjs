// The tracers: program, package, the cases that it is put through, and what it does not send itself.
const WRAPPED = ['plain', 'stream', 'tools', 'image', 'structured', 'retry', 'aborted', 'responses'];

export const TRACERS = [
  { file: 'langfuse-5', of: '@langfuse/otel' },
  { file: 'langfuse-3', of: 'langfuse' },
  { file: 'langfuse-openai', of: '@langfuse/openai', cases: [...WRAPPED, 'refused'] },
  { file: 'langsmith', of: 'langsmith', cases: [...WRAPPED, 'refused'] },
  // Instrumentations of openai 7 end no span when a request is refused, and count no tokens of a stream.
  { file: 'openinference-openai', of: '@arizeai/openinference-instrumentation-openai', cases: WRAPPED, lacks: ['tokens of a stream'] },
  {
    file: 'traceloop',
    of: '@traceloop/node-server-sdk',
    cases: WRAPPED,
    lacks: ['tokens of a stream', 'failed tools'],
    greets: /^(\[Traceloop\] Instrumentation exception: Unknown model\n)+/,
  },
  { file: 'laminar', of: '@lmnr-ai/lmnr', cases: WRAPPED, lacks: ['tokens of a stream'] },
  { file: 'braintrust', of: 'braintrust', cases: [...WRAPPED, 'refused'] },
  { file: 'opik', of: 'opik', cases: [...WRAPPED, 'refused'], environment: { OPIK_LOG_LEVEL: 'WARN' } },
  { file: 'posthog', of: '@posthog/ai', cases: [...WRAPPED, 'refused'] },
  { file: 'weave', of: 'weave', cases: [...WRAPPED, 'refused'], lacks: ['kinds of tools'], greets: /^Initializing project: .*\n/ },
  { file: 'langgraph', of: '@langchain/langgraph', cases: ['plain', 'stream', 'tools'] },
  { file: 'strands', of: '@strands-agents/sdk', cases: ['plain', 'retry'], hasNoName: true },
  { file: 'genkit', of: 'genkit', greets: /^Accessing resource attributes before async attributes settled\n/ },
  { file: 'ai-sdk-7', of: 'ai', hasNoName: true },
  { file: 'openai-agents', of: '@openai/agents' },
  { file: 'opentelemetry', of: '@opentelemetry/sdk-node' },
].map((tracer) => ({ cases: ['plain'], lacks: [], ...tracer }));
