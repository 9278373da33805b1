// Two deliveries of one step become one, the same whichever came first: each field has an order and the greater value stays.
import { LOG_ORDINAL, eventFacts } from './event-facts';
import { lonelyText } from './message-form';
import { STEP_KINDS } from '@/lib/domain/run/run';
import { stableJson } from './stable-json';
import type { CanonicalStep, Json, Message, StepFacts, StepKind } from '@/lib/domain/run/run';

const STATUS_RANK: { [status in CanonicalStep['status']]: number } = { running: 0, unset: 1, ok: 2, error: 3 };
/** Facts of which two deliveries may each know some. */
const UNITED = ['losses', 'links', 'scores'] as const;

/**
 * The join of two versions of a step: idempotent, commutative and associative, so retries, resends and any order of arrival give
 * the same step. Earliest start, latest end, the union of attributes and events; of two values for one field the more specific
 * (longer) one. Content that stands in events is read again from all of them. (Only the order of events of one instant that two
 * different deliveries of a span list in different orders is up to the longer list.)
 */
export function mergeSteps(a: CanonicalStep, b: CanonicalStep): CanonicalStep {
  const events = uniteEvents(a.events, b.events);
  const sourceKind = greater(a.sourceKind ?? null, b.sourceKind ?? null);
  const facts = mergeFacts(mergeFacts(a.facts, b.facts), eventFacts(events));
  return withBodies({
    stepId: a.stepId,
    parentId: greater(a.parentId, b.parentId),
    kind: raisedKind(greaterKind(a.kind, b.kind), sourceKind, facts),
    ...(sourceKind === null ? {} : { sourceKind }),
    name: greater(a.name, b.name),
    startNs: a.startNs === null || (b.startNs !== null && b.startNs < a.startNs) ? b.startNs : a.startNs,
    endNs: a.endNs === null || (b.endNs !== null && b.endNs > a.endNs) ? b.endNs : a.endNs,
    status: STATUS_RANK[a.status] >= STATUS_RANK[b.status] ? a.status : b.status,
    error: greater(a.error, b.error),
    input: greater(a.input, b.input),
    output: greater(a.output, b.output),
    facts,
    attributes: uniteKeys(a.attributes, b.attributes),
    events,
  });
}

/** A step with what its own events say, which is how it looks after a merge with itself. */
export function withEventFacts(step: CanonicalStep): CanonicalStep {
  const facts = withOrderedLists(step.facts);
  if (step.events.length === 0) return withBodies(facts === step.facts ? step : { ...step, facts });
  const events = uniteEvents(step.events, []);
  return withBodies({ ...step, events, facts: mergeFacts(facts, eventFacts(events)) });
}

/** A model call whose content is known as messages only still has an input and an output to show. */
function withBodies(step: CanonicalStep): CanonicalStep {
  const input = step.input ?? bodyOf(step.facts.messages);
  const output = step.output ?? bodyOf(step.facts.outputMessages);
  return input === step.input && output === step.output ? step : { ...step, input, output };
}

function bodyOf(messages: Message[] | undefined): Json {
  if (!messages?.some(({ parts }) => parts.length > 0)) return null;
  return lonelyText(messages) ?? (messages as unknown as Json);
}

export function mergeFacts(a: StepFacts, b: StepFacts): StepFacts {
  const merged = uniteKeys(a as { [key: string]: Json }, b as { [key: string]: Json }) as StepFacts;
  if (a.usage && b.usage) merged.usage = uniteKeys({ ...a.usage }, { ...b.usage });
  for (const field of UNITED) {
    if (a[field] && b[field]) Object.assign(merged, { [field]: uniteLists(a[field] as Json[], b[field] as Json[]) });
  }
  return merged;
}

function withOrderedLists(facts: StepFacts): StepFacts {
  const present = UNITED.filter((field) => facts[field] && facts[field].length > 1);
  if (present.length === 0) return facts;
  return { ...facts, ...Object.fromEntries(present.map((field) => [field, uniteLists(facts[field] as Json[], [])])) };
}

/** Keys in order, so that the merged object does not tell which side came first. */
function uniteKeys<T extends { [key: string]: Json | undefined }>(a: T, b: T): T {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(keys.map((key) => [key, greater(own(a, key), own(b, key))])) as T;
}

function own(record: { [key: string]: Json | undefined }, key: string): Json {
  return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}

function uniteLists(a: Json[], b: Json[]): Json[] {
  const byText = new Map([...a, ...b].map((entry) => [stableJson(entry), entry]));
  return [...byText.entries()].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, entry]) => entry);
}

/**
 * By time, then in the order in which their sender put them. Log records of one call often share one instant, so the reader
 * numbers them. An event that one side has twice stays twice.
 */
function uniteEvents(a: CanonicalStep['events'], b: CanonicalStep['events']): CanonicalStep['events'] {
  const textsOfA = a.map(eventText);
  const textsOfB = b.map(eventText);
  const isABase = a.length === b.length ? textsOfA.join() >= textsOfB.join() : a.length > b.length;
  const [base, baseTexts, other, otherTexts] = isABase ? [a, textsOfA, b, textsOfB] : [b, textsOfB, a, textsOfA];
  const counts = new Map<string, number>();
  for (const text of baseTexts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const extras = other.filter((_event, index) => {
    const text = otherTexts[index] as string;
    const left = counts.get(text) ?? 0;
    counts.set(text, left - 1);
    return left <= 0;
  });
  return [...base, ...extras].sort((x, y) => compareTimes(x.timeNs, y.timeNs) || compareOrdinals(x, y));
}

/** Numbered events go by their number and, where two requests gave one number, by their text; others stay as they stood. */
function compareOrdinals(x: CanonicalStep['events'][number], y: CanonicalStep['events'][number]): number {
  const [a, b] = [x.attributes[LOG_ORDINAL], y.attributes[LOG_ORDINAL]];
  if (typeof a !== 'number' || typeof b !== 'number') return Number(typeof a === 'number') - Number(typeof b === 'number');
  return a - b || (eventText(x) < eventText(y) ? -1 : 1);
}

function eventText({ name, timeNs, attributes }: CanonicalStep['events'][number]): string {
  return stableJson([name, timeNs === null ? null : String(timeNs), attributes]);
}

function compareTimes(a: bigint | null, b: bigint | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}

/** CHAIN says least: a kind that says more replaces it. */
function greaterKind(a: StepKind, b: StepKind): StepKind {
  const rank = (kind: StepKind) => (kind === 'CHAIN' ? -1 : kind === 'EVENT' ? 0 : STEP_KINDS.indexOf(kind) + 1);
  return rank(a) >= rank(b) ? a : b;
}

/** Only once the step itself has come: until then nobody knows whether it is more than a chain. */
function raisedKind(kind: StepKind, sourceKind: string | null, { kindFromChildren }: StepFacts): StepKind {
  return kind === 'CHAIN' && sourceKind !== null && kindFromChildren ? kindFromChildren : kind;
}

/** Null says nothing; of two texts for one field the longer says more; of two equally long ones the later in code unit order. */
function greater<T extends Json>(a: T, b: T): T {
  if (a === null || a === b) return b;
  if (b === null) return a;
  const textA = stableJson(a);
  const textB = stableJson(b);
  if (textA.length !== textB.length) return textA.length > textB.length ? a : b;
  return textA >= textB ? a : b;
}
