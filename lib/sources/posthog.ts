// PostHog's LLM analytics: `$ai_*` events of the batch endpoint, with the key in the body.
import { answerIn, questionIn } from '@/lib/domain/assemble/assemble-text';
import { isObject } from '@/lib/domain/json-container';
import type { CanonicalRun, CanonicalStep, Json, RunFacts } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { defined, jsonAt, numberAt, textAt } from './attribute-reader';
import { bodyList } from './body-list';
import { EVENT_KEY, eventOf, hasStep, type PosthogEvent, rereadEvent, stepIdOf } from './posthog-step';
import { rankedFacts, type RunStatement, stateInto } from './ranked-facts';
import { metadataAliases, metadataFacts } from './run-metadata';
import type { Source, SurfaceCall, SurfaceReading } from './source';
import { keptRecord, recordsUnder } from './told-records';
import { blankStep } from './told-step';

export const posthog: Source = {
  name: 'posthog',
  records: { reread: rereadEvent, stated: (attributes) => recordsUnder(attributes, EVENT_KEY).flatMap(eventOf).map(statementOf) },
  surfaces: [
    {
      method: 'POST',
      path: /\/(?:batch|capture|e|i\/v0\/e)$/,
      read: readEvents,
      keyIn: (body) => (isObject(body) ? textAt(body, 'api_key', 'token') : undefined),
    },
  ],
};

/** Product analytics of the same client are no traces: events without `$ai_` are acknowledged and left. */
function readEvents({ body, parseJson, kindRules }: SurfaceCall): SurfaceReading {
  const value = parseJson(body);
  const list = isObject(value) && 'event' in value && !('batch' in value) ? [value] : bodyList(value, 'batch', 'events');
  const events = list.filter(isObject).flatMap(eventOf);
  return { runs: runsOf(events, kindRules), scores: events.flatMap(scoreOf), answer: () => ({ status: 200, body: { status: 1 } }) };
}

function runsOf(events: readonly PosthogEvent[], kindRules: SurfaceCall['kindRules']): CanonicalRun[] {
  const reread = (step: CanonicalStep) => rereadEvent(step, kindRules);
  const runs = new Map<string, CanonicalRun>();
  for (const event of events.filter(hasStep)) {
    const runId = textAt(event.properties, '$ai_trace_id') ?? event.id;
    const run = runs.get(runId) ?? { runId, source: 'posthog', facts: {}, factRanks: {}, isWhole: false, steps: [], aliases: [], reread };
    runs.set(runId, run);
    run.steps.push(reread(blankStep(stepIdOf(event), keptRecord(EVENT_KEY, event.record))));
    stateInto(run, statementOf(event));
  }
  return [...runs.values()];
}

/** Without a person the client makes an id up, and says so. Properties of the caller's own have no `$`. */
function statementOf({ event, id, timestamp, properties, distinctId }: PosthogEvent): RunStatement {
  const metadata = Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith('$')));
  const isPerson = properties['$process_person_profile'] !== false && distinctId !== textAt(properties, '$ai_trace_id');
  const facts = {
    ...metadataFacts(metadata),
    ...(event === '$ai_trace' ? statesOf(properties) : {}),
    ...defined({
      name: event === '$ai_trace' ? textAt(properties, '$ai_trace_name', '$ai_span_name') : textAt(properties, '$ai_trace_name'),
      sessionId: textAt(properties, '$ai_session_id'),
      userId: isPerson ? distinctId : undefined,
      environment: textAt(properties, '$environment', 'environment'),
    }),
  };
  const completion = textAt(properties, '$ai_completion_id');
  return {
    ...rankedFacts(facts, `${event === '$ai_trace' ? 1 : 2} ${timestamp ?? ''} ${id}`),
    aliases: [...metadataAliases(metadata), ...(completion === undefined ? [] : [{ alias: completion, kind: 'request' as const }])],
  };
}

/** Calls of a model stand beside their trace and not below it, so what went in and came out is stated by the trace. */
function statesOf(properties: { [key: string]: Json }): RunFacts {
  const [input, output] = [jsonAt(properties, '$ai_input_state'), jsonAt(properties, '$ai_output_state')];
  return defined({
    input: input == null ? undefined : questionIn(input).value,
    output: output == null ? undefined : answerIn(output).value,
  });
}

function scoreOf({ event, id, timestamp, distinctId, properties }: PosthogEvent): CanonicalScore[] {
  const target = defined({
    runId: textAt(properties, '$ai_trace_id'),
    stepId: textAt(properties, '$ai_span_id', '$ai_generation_id', '$ai_target_event_id'),
  });
  const base = { id, source: 'posthog', target, at: timestamp };
  if (event === '$ai_feedback') {
    const said = defined({ comment: textAt(properties, '$ai_feedback_text'), annotator: distinctId });
    return [{ ...base, name: 'feedback', ...said, who: 'human' }];
  }
  const [name, value] =
    event === '$ai_metric'
      ? [textAt(properties, '$ai_metric_name'), properties['$ai_metric_value']]
      : event === '$ai_evaluation'
        ? [textAt(properties, '$ai_evaluation_name'), properties['$ai_evaluation_result']]
        : [];
  if (name === undefined) return [];
  const number = typeof value === 'boolean' ? Number(value) : numberAt({ value: value ?? null }, 'value');
  const label = number === undefined && value != null ? (typeof value === 'string' ? value : JSON.stringify(value)) : undefined;
  const comment = textAt(properties, '$ai_evaluation_reasoning');
  return [{ ...base, name, ...defined({ number, label, comment }), who: event === '$ai_evaluation' ? 'model' : 'api' }];
}
