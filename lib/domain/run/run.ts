// The canonical run: what every source adapter yields and everything after it reads. Camel case, no tracer's words.
import { z } from 'zod';
import type { CitedEvidence, Guardrail } from '@/lib/domain/stated-facts';

export type { CitedEvidence, Guardrail } from '@/lib/domain/stated-facts';
import type { StepMark } from '@/lib/domain/step-mark';
import type { CanonicalScore, StepScore } from '@/lib/domain/score';

export const STEP_KINDS = [
  'LLM',
  'TOOL',
  'RETRIEVAL',
  'RERANK',
  'EMBEDDING',
  'AGENT',
  'CHAIN',
  'PARSE',
  'ROUTE',
  'PROMPT',
  'VALIDATION',
  'GUARDRAIL',
  'EVALUATION',
  'FALLBACK',
  'REVIEW',
  'EVENT',
] as const;
export const stepKindSchema = z.enum(STEP_KINDS);
export type StepKind = z.infer<typeof stepKindSchema>;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export const jsonSchema: z.ZodType<Json> = z.json() as z.ZodType<Json>;

const STEP_STATUSES = ['ok', 'error', 'running', 'unset'] as const;

/** A message in the parts form of the OpenTelemetry GenAI conventions (`wire-formats` 3.3). */
export interface Message {
  role: string;
  name?: string;
  finishReason?: string;
  parts: MessagePart[];
}
export type MessagePart =
  | { type: 'text' | 'reasoning'; content: string }
  | { type: 'tool_call'; id?: string; name: string; arguments?: Json }
  | { type: 'tool_call_response'; id?: string; response: Json }
  | { type: string; [key: string]: Json | undefined };

/** Token counts: `input` and `output` are totals, the others are parts of them. Absent means unknown, never zero. */
export interface Usage {
  inputTokens?: number;
  outputTokens?: number;
  cachedInputTokens?: number;
  cacheWriteTokens?: number;
  reasoningTokens?: number;
}

/** A passage as a retriever or a caller gave it. `score` may be negative, above one or absent; ids may repeat. */
export interface RetrievedPassage {
  id: string;
  content: string;
  documentId?: string;
  version?: number;
  page?: number;
  chars?: [number, number];
  rank?: number;
  score?: number;
  metadata?: { [key: string]: Json };
}

/** What a step says beyond its input and output; a source fills what it knows. Stored as `step.facts`. */
export interface StepFacts {
  provider?: string;
  modelName?: string;
  requestModel?: string;
  parameters?: { [key: string]: Json };
  usage?: Usage;
  costUsd?: number;
  finishReason?: string;
  systemFingerprint?: string;
  promptId?: string;
  promptVersion?: string;
  promptVariables?: { [key: string]: Json };
  promptTemplate?: string;
  renderedPrompt?: string;
  systemInstructions?: string;
  messages?: Message[];
  outputMessages?: Message[];
  toolDefinitions?: Json[];
  toolName?: string;
  toolCallId?: string;
  passages?: RetrievedPassage[];
  rerankQuery?: string;
  timeToFirstTokenMs?: number;
  /** What the source itself admits is missing: dropped attribute counts, cut JSON. One sentence each. */
  losses?: string[];
  links?: { traceId: string; spanId: string }[];
  /** What a plain step must be because of the steps below it: a chain that runs tools is an agent. */
  kindFromChildren?: StepKind;
  /** Scores and feedback that arrived on the step; kept as scores of the run as well (`step-scores.ts`). */
  scores?: StepScore[];
  errorDetail?: string;
  errorType?: string;
  /** The run enters here: the parent is in another process, or the tracer calls it the root of the application. */
  isEntry?: true;
}

export interface CanonicalStep {
  stepId: string;
  parentId: string | null;
  kind: StepKind;
  /** The kind word of the source, verbatim. */
  sourceKind?: string;
  name: string;
  /** Nanoseconds since the epoch. */
  startNs: bigint | null;
  endNs: bigint | null;
  status: (typeof STEP_STATUSES)[number];
  error: string | null;
  input: Json | null;
  output: Json | null;
  facts: StepFacts;
  /** Every attribute as sent, unknown ones included. */
  attributes: { [key: string]: Json };
  events: { name: string; timeNs: bigint | null; attributes: { [key: string]: Json } }[];
}

/**
 * What is known of a run as a whole, from a plain record or from run-level attributes of a trace. Every field is optional:
 * assembly fills gaps from the steps and names those fields in `derived`.
 */
export interface RunFacts {
  name?: string;
  sessionId?: string;
  userId?: string;
  environment?: string;
  release?: string;
  startedAt?: string;
  endedAt?: string;
  latencyMs?: number;
  costUsd?: number;
  usage?: Usage;
  tags?: string[];
  metadata?: { [key: string]: Json };
  input?: Json;
  inputRef?: string;
  parsedArtifactRef?: string;
  parserVersion?: string;
  route?: string;
  routeReason?: string;
  routePolicyVersion?: string;
  promptId?: string;
  promptVersion?: string;
  instructions?: string;
  renderedPrompt?: string;
  modelProvider?: string;
  modelName?: string;
  modelPolicy?: string;
  temperature?: number;
  topP?: number;
  seed?: number;
  maxTokens?: number;
  systemFingerprint?: string;
  finishReason?: string;
  context?: RetrievedPassage[];
  contextRefs?: string[];
  output?: Json;
  rawOutputRef?: string;
  outputRef?: string;
  outputSchema?: Json;
  schemaVersion?: string;
  validationErrors?: string[];
  retries?: number;
  confidence?: number;
  evidence?: CitedEvidence[];
  fallbackTaken?: string | null;
  guardrails?: Guardrail[];
  rationale?: string;
  /** What could not be kept as it was sent (NUL replaced, an id too long to be one). One sentence each. */
  losses?: string[];
}

/** What an adapter yields for one run of a batch; data merges it with what is already stored. */
export interface CanonicalRun {
  runId: string;
  /** Registry name of the source, e.g. `plain`, `otel-genai`, `openinference`. */
  source: string;
  facts: RunFacts;
  /**
   * For each fact a sortable word for who stated it: the smaller one wins when two steps of one run disagree. A fact without
   * a word was stated by the run itself and wins over all steps.
   */
  factRanks?: { [field in keyof RunFacts]?: string };
  /** True when the whole run was posted at once: it settles at once. */
  isWhole: boolean;
  steps: CanonicalStep[];
  /** Reads a step anew from the records kept among its attributes, for sources that tell it in several; called after each merge. */
  reread?: (step: CanonicalStep) => CanonicalStep;
  /** What was sent about the run and belongs to none of its steps, as sent, each record under a key of its own. */
  records?: CanonicalStep['attributes'];
  /** Scores that came with the run and are not among the facts of a step. */
  scores?: CanonicalScore[];
  /** Other ids by which this run may be asked for. */
  aliases: { alias: string; kind: 'trace' | 'span' | 'session' | 'request' | 'metadata' }[];
}

/** A run put together: facts with gaps filled from steps. This is what is hashed into a revision, checked and shown. */
export interface AssembledRun {
  runId: string;
  source: string;
  facts: RunFacts;
  passages: (RetrievedPassage & { stepId?: string })[];
  /** Steps in tree order (iterative pre-order), without bodies; `depth` 0 is a root. */
  steps: AssembledStep[];
  /** Names of `facts` fields that were not stated but taken from steps, e.g. `output: last LLM step`. */
  derived: { [field: string]: string };
  /** Facts of which a reader got the beginning only, with their bytes as the database holds them. Never stored, never hashed. */
  cut?: { field: string; bytes: number }[];
}

export interface AssembledStep {
  stepId: string;
  parentId: string | null;
  kind: StepKind;
  name: string;
  startNs: string | null;
  endNs: string | null;
  status: CanonicalStep['status'];
  error: string | null;
  depth: number;
  mark: StepMark | null;
  facts: StepFacts;
  /** SHA-256 over input, output, attributes and events, hex: bodies take part in the revision without being repeated. */
  bodySha256: string;
}
