// Langfuse SDKs 4 and 5: observations as spans with `langfuse.*` attributes. Their exporter also passes on spans of other conventions.
import type { Json, RunFacts } from '@/lib/domain/run/run';
import { defined, hasPrefix, jsonAt, objectAt, prefixed, textAt, textsAt } from './attribute-reader';
import { langfuseObservation, langfuseValue, millisecondsToFirstToken } from './langfuse-observation';
import type { Attributes, OtlpSpan } from './otlp-span';
import { metadataFacts } from './run-metadata';
import type { Source, SpanReading } from './source';

const OBSERVATION = 'langfuse.observation.';
const TRACE = 'langfuse.trace.';

export const langfuse: Source = {
  name: 'langfuse',
  spans: { ownsName: (name) => name.startsWith('langfuse.'), read: readSpan },
};

function readSpan({ name, startNs, attributes, origin, parentSpanId }: OtlpSpan): SpanReading {
  const metadata = { ...objectAt(attributes, `${OBSERVATION}metadata`), ...flattened(attributes, `${OBSERVATION}metadata.`) };
  const isRoot = parentSpanId === null || attributes['langfuse.internal.is_app_root'] === true;
  const runs = defined({
    run: nonEmpty(statedInPassing(attributes, isRoot ? metadata : {})),
    explicitRun: nonEmpty(statedOnPurpose(attributes, origin.resource)),
  });
  if (!hasPrefix(attributes, OBSERVATION)) return runs;
  return {
    ...langfuseObservation({
      type: textAt(attributes, `${OBSERVATION}type`),
      name,
      input: attributes[`${OBSERVATION}input`],
      output: attributes[`${OBSERVATION}output`],
      metadata,
      level: textAt(attributes, `${OBSERVATION}level`),
      statusMessage: textAt(attributes, `${OBSERVATION}status_message`),
      model: textAt(attributes, `${OBSERVATION}model.name`),
      modelParameters: objectAt(attributes, `${OBSERVATION}model.parameters`),
      usage: objectAt(attributes, `${OBSERVATION}usage_details`),
      cost: objectAt(attributes, `${OBSERVATION}cost_details`),
      promptName: textAt(attributes, `${OBSERVATION}prompt.name`),
      promptVersion: textAt(attributes, `${OBSERVATION}prompt.version`),
      timeToFirstTokenMs: millisecondsToFirstToken(startNs, attributes[`${OBSERVATION}completion_start_time`]),
    }),
    ...runs,
  };
}

/** What the SDK repeats on every span of a trace, and what the resource says for all of them. */
function statedOnPurpose(attributes: Attributes, resource: Attributes): RunFacts {
  const metadata = { ...objectAt(attributes, `${TRACE}metadata`), ...flattened(attributes, `${TRACE}metadata.`) };
  const version = textAt(attributes, 'langfuse.version');
  return defined({
    name: textAt(attributes, `${TRACE}name`),
    sessionId: textAt(attributes, 'langfuse.session.id'),
    userId: textAt(attributes, 'langfuse.user.id'),
    environment: textAt(attributes, 'langfuse.environment') ?? textAt(resource, 'langfuse.environment'),
    release: textAt(attributes, 'langfuse.release') ?? textAt(resource, 'langfuse.release'),
    tags: textsAt(attributes, `${TRACE}tags`),
    metadata: Object.keys(metadata).length > 0 ? { ...metadata, ...defined({ 'langfuse.version': version }) } : undefined,
    input: langfuseValue(jsonAt(attributes, `${TRACE}input`)),
    output: langfuseValue(jsonAt(attributes, `${TRACE}output`)),
  }) as RunFacts;
}

/**
 * The metadata of the root, without what the LangChain handler passes to itself. The version of the application may differ from
 * span to span, so a span that says no more than that must not speak for the run.
 */
function statedInPassing(attributes: Attributes, ofRoot: { [key: string]: Json }): RunFacts {
  const version = textAt(attributes, 'langfuse.version');
  const own = Object.entries(ofRoot).filter(([key]) => !/^langfuse[A-Z]/.test(key));
  const facts = metadataFacts(Object.fromEntries(own));
  return version === undefined ? facts : { ...facts, metadata: { ...facts.metadata, 'langfuse.version': version } };
}

function flattened(attributes: Attributes, prefix: string): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(prefixed(attributes, prefix)).map(([key, value]) => [key, langfuseValue(value) ?? value]));
}

function nonEmpty(facts: RunFacts): RunFacts | undefined {
  return Object.keys(facts).length > 0 ? facts : undefined;
}
