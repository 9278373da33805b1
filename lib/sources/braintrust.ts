// Braintrust: rows of its SDK with what that asks at start, and spans of its OpenTelemetry exporter (`braintrust.*`).
import { isObject } from '@/lib/domain/json-container';
import type { Json, StepFacts } from '@/lib/domain/run/run';
import { defined, jsonAt, objectAt, textAt, textsAt } from './attribute-reader';
import { braintrustAttachments } from './braintrust-attachments';
import { braintrustReading } from './braintrust-reading';
import { braintrustRecords, readBraintrustRows } from './braintrust-rows';
import { onlyAnswer, uuidOf } from './only-answer';
import type { OtlpSpan } from './otlp-span';
import { metadataFacts } from './run-metadata';
import { ownAddress } from './own-address';
import type { Source, SpanReading, SurfaceCall, SurfaceReading } from './source';

/** Any id of the right form will do: an organisation and its projects are told apart by the API key. */
const ORGANISATION = { id: uuidOf('braintrust organisation'), name: 'Countersign' };

export const braintrust: Source = {
  name: 'braintrust',
  spans: { ownsName: (name) => name.startsWith('braintrust.'), read: readSpan },
  records: braintrustRecords,
  surfaces: [
    { method: 'POST', path: /\/logs3$/, read: readBraintrustRows },
    ...braintrustAttachments,
    { method: 'POST', path: /\/api\/apikey\/login$/, read: login },
    { method: 'POST', path: /\/api\/project\/register$/, read: register },
    {
      method: 'GET',
      path: /\/version$/,
      // Without a limit of ours the SDK keeps to its own and never asks for a way round it.
      read: () => onlyAnswer(200, { version: '1.1.30', universal: true, code_execution: false, logs3_payload_max_bytes: null }),
    },
  ],
};

/** The SDK sends its rows to the address that the answer gives: the one that it has just called. */
function login(call: SurfaceCall): SurfaceReading {
  const address = ownAddress(call);
  const organisation = { ...ORGANISATION, api_url: address, proxy_url: address, realtime_url: address.replace(/^http/, 'ws') };
  return onlyAnswer(200, { org_info: [{ ...organisation, is_universal_api: true, git_metadata: null }] });
}

function register({ body, parseJson }: SurfaceCall): SurfaceReading {
  const value = body.length === 0 ? {} : parseJson(body);
  const name = (isObject(value) ? textAt(value, 'project_name', 'project_id') : undefined) ?? 'default';
  return onlyAnswer(200, { project: { id: uuidOf(`braintrust project ${name}`), name }, org: ORGANISATION });
}

function readSpan({ name, attributes, parentSpanId }: OtlpSpan): SpanReading {
  const words = objectAt(attributes, 'braintrust.span_attributes') ?? {};
  const metadata = objectAt(attributes, 'braintrust.metadata');
  const type = textAt(words, 'type');
  const reading = braintrustReading({
    type,
    name: textAt(words, 'name') ?? name,
    input: jsonAt(attributes, 'braintrust.input_json', 'braintrust.input'),
    output: jsonAt(attributes, 'braintrust.output_json', 'braintrust.output'),
    metadata,
    metrics: objectAt(attributes, 'braintrust.metrics'),
    error: jsonAt(attributes, 'braintrust.error'),
  });
  const isAboutRun = parentSpanId === null || type !== 'llm';
  return {
    ...reading,
    facts: { ...reading.facts, ...defined({ scores: scoresOf(objectAt(attributes, 'braintrust.scores')) }) },
    run: {
      ...(isAboutRun && metadata ? metadataFacts(metadata) : {}),
      ...defined({ tags: textsAt(attributes, 'braintrust.tags') }),
    },
  };
}

function scoresOf(scores: { [name: string]: Json } | undefined): StepFacts['scores'] {
  const numbers = Object.entries(scores ?? {}).flatMap(([name, value]) => (typeof value === 'number' ? [{ name, value }] : []));
  return numbers.length > 0 ? numbers : undefined;
}
