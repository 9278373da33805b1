// The sources, in the order of their precedence: for each field the first convention that says something is taken.
import { aiSdk } from './ai-sdk';
import { braintrust } from './braintrust';
import { claudeAgentSdk } from './claude-agent-sdk';
import { countersignAttributes } from './countersign-attributes';
import { genkit } from './genkit';
import { helicone } from './helicone';
import { laminar } from './laminar';
import { langfuse } from './langfuse';
import { langfuseIngestion } from './langfuse-ingestion';
import { langsmithOtel } from './langsmith-otel';
import { langsmithRest } from './langsmith-rest';
import { mastra } from './mastra';
import { mlflow } from './mlflow';
import { openaiAgents } from './openai-agents';
import { openinference } from './openinference';
import { opik } from './opik';
import { otelGenai } from './otel-genai';
import { otelGenaiLegacy } from './otel-genai-legacy';
import { phoenix } from './phoenix';
import { plain } from './plain';
import { posthog } from './posthog';
import type { Source } from './source';
import { traceloop } from './traceloop';
import { weave } from './weave';

export const SOURCES: readonly Source[] = [
  countersignAttributes,
  langfuse,
  langsmithOtel,
  braintrust,
  openinference,
  mastra,
  claudeAgentSdk,
  laminar,
  traceloop,
  otelGenai,
  aiSdk,
  otelGenaiLegacy,
  mlflow,
  genkit,
  langfuseIngestion,
  langsmithRest,
  phoenix,
  openaiAgents,
  opik,
  posthog,
  weave,
  helicone,
  plain,
];
