// The sources, in the order of their precedence: for each field the first convention that says something is taken.
import { aiSdk } from './ai-sdk';
import { countersignAttributes } from './countersign-attributes';
import { langfuse } from './langfuse';
import { langfuseIngestion } from './langfuse-ingestion';
import { langsmithRest } from './langsmith-rest';
import { openinference } from './openinference';
import { otelGenai } from './otel-genai';
import { otelGenaiLegacy } from './otel-genai-legacy';
import { phoenix } from './phoenix';
import { plain } from './plain';
import type { Source } from './source';
import { traceloop } from './traceloop';

export const SOURCES: readonly Source[] = [
  countersignAttributes,
  langfuse,
  openinference,
  traceloop,
  otelGenai,
  aiSdk,
  otelGenaiLegacy,
  langfuseIngestion,
  langsmithRest,
  phoenix,
  plain,
];
