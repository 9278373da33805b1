// The fields of a run record and the facts they state, in both directions: snake_case on the wire, camel case inside.
import { parseDocumentRef } from './document-ref';
import { isoMicros, parseInstantNs } from './instant';
import type { CitedEvidence, Json, RetrievedPassage, RunFacts, Usage } from '@/lib/domain/run/run';
import type { RunRecord } from '@/lib/domain/run/run-record';

/** Fields that are the same on both sides but for their name. */
const SAME = {
  name: 'name',
  session_id: 'sessionId',
  user_id: 'userId',
  environment: 'environment',
  release: 'release',
  latency_ms: 'latencyMs',
  cost_usd: 'costUsd',
  tags: 'tags',
  input: 'input',
  input_ref: 'inputRef',
  parsed_artifact_ref: 'parsedArtifactRef',
  parser_version: 'parserVersion',
  route: 'route',
  route_reason: 'routeReason',
  route_policy_version: 'routePolicyVersion',
  prompt_id: 'promptId',
  prompt_version: 'promptVersion',
  instructions: 'instructions',
  rendered_prompt: 'renderedPrompt',
  model_provider: 'modelProvider',
  model_name: 'modelName',
  model_policy: 'modelPolicy',
  temperature: 'temperature',
  top_p: 'topP',
  seed: 'seed',
  max_tokens: 'maxTokens',
  system_fingerprint: 'systemFingerprint',
  finish_reason: 'finishReason',
  context_refs: 'contextRefs',
  output: 'output',
  output_ref: 'outputRef',
  raw_output_ref: 'rawOutputRef',
  output_schema: 'outputSchema',
  schema_version: 'schemaVersion',
  validation_errors: 'validationErrors',
  retries: 'retries',
  confidence: 'confidence',
  fallback_taken: 'fallbackTaken',
  rationale: 'rationale',
} as const satisfies { [field in keyof RunRecord]?: keyof RunFacts };

const USAGE = {
  input_tokens: 'inputTokens',
  output_tokens: 'outputTokens',
  cached_input_tokens: 'cachedInputTokens',
  cache_write_tokens: 'cacheWriteTokens',
  reasoning_tokens: 'reasoningTokens',
} as const satisfies { [field: string]: keyof Usage };

/** What a record states. Null and absent both mean unknown. */
export function factsFromRecord(record: Partial<RunRecord>): RunFacts {
  const facts: { [field: string]: unknown } = {};
  for (const [field, fact] of Object.entries(SAME)) {
    const value = record[field as keyof typeof SAME];
    if (value != null) facts[fact] = value;
  }
  if (record.metadata != null) facts['metadata'] = record.metadata;
  const startedNs = record.started_at == null ? null : parseInstantNs(record.started_at);
  const endedNs = record.ended_at == null ? null : parseInstantNs(record.ended_at);
  if (startedNs !== null) facts['startedAt'] = isoMicros(startedNs);
  if (endedNs !== null) facts['endedAt'] = isoMicros(endedNs);
  const usage = rename(record.usage ?? {}, USAGE);
  if (Object.keys(usage).length > 0) facts['usage'] = usage;
  if (record.guardrails != null) facts['guardrails'] = record.guardrails.map(present);
  const context = record.context?.map(passageOf);
  if (context) facts['context'] = context;
  if (record.evidence_refs != null) facts['evidence'] = record.evidence_refs.map((reference) => evidenceOf(reference, context ?? []));
  return facts as RunFacts;
}

/** The record of a run, for GET: every fact that is known, in the words of the wire. */
export function recordFromFacts(runId: string, facts: RunFacts, passages: readonly RetrievedPassage[] = facts.context ?? []): RunRecord {
  const record: { [field: string]: unknown } = { run_id: runId };
  for (const [field, fact] of Object.entries(SAME)) {
    if (facts[fact as keyof RunFacts] !== undefined) record[field] = facts[fact as keyof RunFacts];
  }
  if (facts.startedAt !== undefined) record['started_at'] = facts.startedAt;
  if (facts.endedAt !== undefined) record['ended_at'] = facts.endedAt;
  if (facts.metadata !== undefined) record['metadata'] = facts.metadata;
  if (facts.usage)
    record['usage'] = Object.fromEntries(
      Object.entries(USAGE).flatMap(([field, fact]) => (facts.usage?.[fact] === undefined ? [] : [[field, facts.usage[fact]]])),
    );
  if (facts.guardrails) record['guardrails'] = facts.guardrails;
  if (facts.context || passages.length > 0) record['context'] = passages.map(passageRecord);
  if (facts.evidence)
    record['evidence_refs'] = facts.evidence.map(({ documentId, ...rest }) => present({ document_id: documentId, ...rest }));
  return record as RunRecord;
}

function passageOf(entry: NonNullable<RunRecord['context']>[number], index: number): RetrievedPassage {
  const { id, document_id: documentId, content, ...rest } = entry;
  return { id: id ?? `p${index + 1}`, content, ...present({ documentId, ...rest }), rank: rest.rank ?? index + 1 } as RetrievedPassage;
}

function passageRecord({ id, documentId, content, version, page, chars, rank, score, metadata }: RetrievedPassage): {
  [field: string]: unknown;
} {
  return { id, ...present({ document_id: documentId, version, page, chars }), content, ...present({ rank, score, metadata }) };
}

/** A passage named as evidence stands for its whole text and, where it says so, for its place in a document. */
function evidenceOf(reference: NonNullable<RunRecord['evidence_refs']>[number], context: readonly RetrievedPassage[]): CitedEvidence {
  if (typeof reference !== 'string') {
    const { document_id: documentId, ...rest } = reference;
    return present({ documentId, ...rest }) as CitedEvidence;
  }
  const passage = context.find(({ id }) => id === reference);
  const place = passage ?? parseDocumentRef(reference);
  if (!place) throw new Error(`not a reference: ${reference}`);
  const { documentId, version, page, chars } = place;
  const path = 'path' in place ? place.path : undefined;
  return present({ documentId, version, page, quote: passage?.content, start: chars?.[0], end: chars?.[1], path }) as CitedEvidence;
}

function rename(from: { [field: string]: Json | undefined | null }, names: { [field: string]: string }): { [field: string]: unknown } {
  return present(Object.fromEntries(Object.entries(names).map(([field, fact]) => [fact, from[field]])));
}

/** Without the members that are null or undefined. */
function present<T extends object>(record: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value != null)) as { [K in keyof T]?: NonNullable<T[K]> };
}
