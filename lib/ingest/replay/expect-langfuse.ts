// Test support: an independent reading of Langfuse's event batches (SDK v3 and older).
import type { CapturedRequest } from '@/lib/ingest/captured-requests';
import type { StepKind } from '@/lib/domain/run/run';
import { disjointOrNot } from './expect-otlp';
import {
  type ExpectedCase,
  type ExpectedStep,
  expectedStep,
  failure,
  type Fields,
  fields,
  firstText,
  kindsOf,
  passagesIn,
} from './expected-step';
import { listOf, requestJson } from './request-json';
import { saidIn } from './said-in';

const KINDS: Record<string, StepKind> = {
  generation: 'LLM',
  span: 'CHAIN',
  event: 'EVENT',
  agent: 'AGENT',
  tool: 'TOOL',
  chain: 'CHAIN',
  retriever: 'RETRIEVAL',
  evaluator: 'EVALUATION',
  embedding: 'EMBEDDING',
  guardrail: 'GUARDRAIL',
};

export function expectLangfuse(requests: readonly CapturedRequest[]): ExpectedCase {
  const events = requests.flatMap((request) => listOf(requestJson(request)['batch']));
  const runIds = new Set<string>();
  const observations = new Map<string, { word: string; body: Fields }>();
  for (const { type, body: given } of [...events].sort((a, b) => String(a['timestamp']).localeCompare(String(b['timestamp'])))) {
    const word = String(type).replace(/-(create|update)$/, '');
    const body = fields(given);
    if (word === 'trace') runIds.add(String(body['id']));
    if (!(word in KINDS)) continue;
    if (body['traceId']) runIds.add(String(body['traceId']));
    const known = observations.get(String(body['id']));
    const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
    observations.set(String(body['id']), { word, body: { ...known?.body, ...said } });
  }
  return { runIds, steps: [...observations.values()].map(({ word, body }) => stepOf(word, body)) };
}

function stepOf(word: string, body: Fields): ExpectedStep {
  const parentId = firstText(body['parentObservationId']) ?? null;
  const passages = word === 'event' ? [] : passagesIn(body['output']);
  const isModel = word === 'generation' || word === 'embedding';
  const model = isModel ? firstText(body['model']) : undefined;
  const plain = kindsOf(KINDS[word], firstText(body['name']) ?? '', parentId === null);
  const level = body['level'] === 'ERROR';
  return expectedStep({
    runId: String(body['traceId']),
    stepIds: [String(body['id'])],
    parentId,
    // These events have no word for retrievers and tools: what a plain span holds may tell.
    kinds: word === 'span' ? [...plain, 'RETRIEVAL', 'TOOL', 'AGENT'] : plain,
    ...(model === undefined ? {} : { model }),
    ...(isModel ? disjointOrNot({ ...fields(body['usage']), ...fields(body['usageDetails']) }) : {}),
    ...(word === 'generation' ? { input: saidIn(body['input']), output: saidIn(body['output']) } : {}),
    passages,
    ...(level ? failure(body['statusMessage']) : {}),
  });
}
