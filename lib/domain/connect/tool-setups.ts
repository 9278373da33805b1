// Setups of SDKs that speak to a trace tool's own API: they keep speaking, to another address.
import { code, environment, type TracerSetup } from './tracer-setup';

export const TOOL_SETUPS: readonly TracerSetup[] = [
  {
    id: 'langfuse',
    name: 'Langfuse',
    group: 'Trace tools',
    about: 'SDKs 4 and 5 (OpenTelemetry) and 3 (event batches), in JavaScript and Python, and everything that has a Langfuse setting.',
    hasSpans: true,
    blocks: ({ ingestUrl, key }) => [
      environment(`export LANGFUSE_BASE_URL=${ingestUrl}
export LANGFUSE_BASEURL=${ingestUrl} # SDK 3
export LANGFUSE_HOST=${ingestUrl} # Python
export LANGFUSE_PUBLIC_KEY=countersign
export LANGFUSE_SECRET_KEY=${key}`),
    ],
  },
  {
    id: 'langsmith',
    name: 'LangSmith, LangChain, LangGraph',
    group: 'Trace tools',
    about: 'Every LangChain and LangGraph program, and the traceable wrapper of the LangSmith SDK.',
    hasSpans: false,
    blocks: ({ ingestUrl, key }) => [
      environment(`export LANGSMITH_TRACING=true
export LANGSMITH_ENDPOINT=${ingestUrl}
export LANGSMITH_API_KEY=${key}`),
    ],
  },
  {
    id: 'openai-agents',
    name: 'OpenAI Agents SDK',
    group: 'Frameworks',
    about: 'Its own trace exporter, with another endpoint.',
    hasSpans: false,
    blocks: ({ ingestUrl, key }) => [
      code(`import { BatchTraceProcessor, OpenAITracingExporter, setTraceProcessors } from '@openai/agents';

const exporter = new OpenAITracingExporter({ endpoint: '${ingestUrl}/v1/traces/ingest', apiKey: '${key}' });
setTraceProcessors([new BatchTraceProcessor(exporter)]);`),
    ],
  },
  {
    id: 'braintrust',
    name: 'Braintrust',
    group: 'Trace tools',
    about: 'Logs of the Braintrust SDK.',
    hasSpans: false,
    blocks: ({ ingestUrl, key }) => [
      environment(`export BRAINTRUST_APP_URL=${ingestUrl}
export BRAINTRUST_API_URL=${ingestUrl}
export BRAINTRUST_API_KEY=${key}`),
    ],
  },
  {
    id: 'opik',
    name: 'Opik',
    group: 'Trace tools',
    about: 'The Opik SDK in JavaScript and Python.',
    hasSpans: false,
    blocks: ({ ingestUrl, key }) => [
      environment(`export OPIK_URL_OVERRIDE=${ingestUrl}/api
export OPIK_API_KEY=${key}
export OPIK_WORKSPACE=default`),
    ],
  },
  {
    id: 'posthog',
    name: 'PostHog LLM analytics',
    group: 'Trace tools',
    about: 'The $ai_ events of @posthog/ai and posthog-node.',
    hasSpans: false,
    blocks: ({ ingestUrl, key }) => [
      code(`import { PostHog } from 'posthog-node';

const posthog = new PostHog('${key}', { host: '${ingestUrl}' });`),
    ],
  },
  {
    id: 'weave',
    name: 'Weights & Biases Weave',
    group: 'Trace tools',
    about: 'Calls of weave.op. The source code that the SDK uploads beside them is not kept.',
    hasSpans: false,
    blocks: ({ ingestUrl, key }) => [environment(`export WF_TRACE_SERVER_URL=${ingestUrl}\nexport WANDB_API_KEY=${key}`)],
  },
  {
    id: 'helicone',
    name: 'Helicone manual logger',
    group: 'Trace tools',
    about: 'The log endpoint of @helicone/helpers. A proxy between you and the model is not offered.',
    hasSpans: false,
    blocks: ({ ingestUrl, key }) => [
      code(`import { HeliconeManualLogger } from '@helicone/helpers';

const helicone = new HeliconeManualLogger({ apiKey: '${key}', loggingEndpoint: '${ingestUrl}/custom/v1/log' });`),
    ],
  },
  {
    id: 'http',
    name: 'One HTTP request',
    group: 'Without a tracer',
    about: 'A run as one JSON record, with everything that a review needs.',
    hasSpans: false,
    blocks: ({ webUrl, key }) => [
      environment(`curl ${webUrl}/api/v1/runs \\
  -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" -d '{
  "run_id": "R-1", "route": "returns", "prompt_id": "answer", "prompt_version": "3", "model_name": "example-model",
  "input": "How long may I return it?", "output": "Within 30 days.",
  "context": [{"id": "p1", "content": "Goods may be returned within 14 days of delivery.", "rank": 1, "score": 0.82}] }'`),
    ],
  },
];
