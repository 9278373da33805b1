// One canonical run through the rules: every place of it where people, models and tools wrote something.
import { KEY_RANK } from '@/lib/domain/merge-run-facts';
import type { CanonicalRun, CanonicalStep, Json, RunFacts, StepFacts } from '@/lib/domain/run/run';
import { redactScore } from './redact-score';
import { DROPPED, type Redactor } from './redactor';

/** Figures, times and references of the trace itself; what they are is settled by their form. */
const TECHNICAL = new Set<string>([
  'usage',
  'latencyMs',
  'costUsd',
  'temperature',
  'topP',
  'seed',
  'maxTokens',
  'retries',
  'confidence',
  'startedAt',
  'endedAt',
  'links',
  'timeToFirstTokenMs',
] satisfies (keyof RunFacts | keyof StepFacts)[]);
/** Free JSON, in which a field may be left out. Elsewhere a mark takes its place, because the shape is promised. */
const FREE = new Set(['input', 'output', 'metadata', 'parameters', 'promptVariables']);

/** The run as it may be stored; the same object when the rules take nothing out of it. */
export function redactRun(run: CanonicalRun, redactor: Redactor): CanonicalRun {
  const facts = redactFacts(run.facts, redactor);
  const steps = mapped(run.steps, (step) => redactStep(step, redactor));
  const runId = redactor.id(run.runId);
  const aliases = mapped(run.aliases, (alias) => {
    const said = redactor.replaced.get(alias.alias);
    if (said === null) return null;
    const text = said ?? redactor.id(alias.alias);
    return text === alias.alias ? alias : { ...alias, alias: text };
  });
  const ranks = run.factRanks && redactRanks(run.factRanks, redactor);
  const scores = run.scores && mapped(run.scores, (score) => redactScore(score, redactor));
  const records = run.records && redactAttributes(run.records, 'records', redactor);
  const isSameRun = facts === run.facts && steps === run.steps && runId === run.runId && aliases === run.aliases;
  if (isSameRun && ranks === run.factRanks && scores === run.scores && records === run.records) return run;
  const others = { ...(ranks ? { factRanks: ranks } : {}), ...(scores ? { scores } : {}), ...(records ? { records } : {}) };
  return { ...run, runId, facts, steps, aliases, ...others };
}

function redactStep(step: CanonicalStep, redactor: Redactor): CanonicalStep {
  const safe = {
    stepId: redactor.id(step.stepId),
    parentId: step.parentId === null ? null : redactor.id(step.parentId),
    ...(step.sourceKind === undefined ? {} : { sourceKind: redactor.text(step.sourceKind, ['kind']) }),
    name: redactWords(step.name, 'name', redactor) ?? '',
    error: redactWords(step.error, 'error', redactor),
    input: redactBody(step.input, 'input', redactor),
    output: redactBody(step.output, 'output', redactor),
    facts: redactFacts(step.facts, redactor),
    attributes: redactAttributes(step.attributes, 'attributes', redactor),
    events: step.events.length === 0 ? step.events : mapped(step.events, (event) => redactEvent(event, redactor)),
  };
  return isSame(step, safe) ? step : { ...step, ...safe };
}

function redactAttributes(sent: CanonicalStep['attributes'], name: string, redactor: Redactor): CanonicalStep['attributes'] {
  const masked = redactor.json(sent, [name]);
  return masked === DROPPED || typeof masked !== 'object' ? {} : (masked as CanonicalStep['attributes']);
}

function isSame(step: CanonicalStep, safe: Partial<CanonicalStep>): boolean {
  for (const field in safe) if (safe[field as keyof CanonicalStep] !== step[field as keyof CanonicalStep]) return false;
  return true;
}

function redactBody(value: Json | null, name: 'input' | 'output', redactor: Redactor): Json | null {
  const masked = redactor.json(value, [name]);
  return masked === DROPPED ? null : masked;
}

function redactWords(text: string | null, name: string, redactor: Redactor): string | null {
  if (text === null) return null;
  const masked = redactor.json(text, [name]);
  return typeof masked === 'string' ? masked : '';
}

function redactEvent(event: CanonicalStep['events'][number], redactor: Redactor): CanonicalStep['events'][number] {
  const masked = redactor.json(event.attributes, ['events', event.name]);
  const name = redactor.text(event.name, ['name']);
  if (masked === event.attributes && name === event.name) return event;
  return { ...event, name, attributes: typeof masked === 'object' ? (masked as CanonicalStep['attributes']) : {} };
}

function redactFacts<F extends RunFacts | StepFacts>(facts: F, redactor: Redactor): F {
  let copy: { [field: string]: unknown } | null = null;
  for (const field in facts) {
    const value = facts[field] as Json | undefined;
    if (value === undefined || value === null || TECHNICAL.has(field)) continue;
    const masked = redactor.json(value, [snake(field)]);
    if (masked === value) continue;
    copy ??= { ...facts };
    if (masked !== DROPPED) copy[field] = FREE.has(field) ? masked : inShape(value, masked, redactor);
    else delete copy[field];
  }
  return (copy ?? facts) as F;
}

/** A field rule that leaves a part out, or puts a mark for a list, may not break what readers rely on. */
function inShape(before: Json, after: Json, redactor: Redactor): Json {
  if (typeof before !== 'object' || before === null) return after;
  if (Array.isArray(before)) {
    if (!Array.isArray(after)) return [];
    return before.map((value, index) => inShape(value, after[index] ?? null, redactor)).filter((value) => value !== null);
  }
  if (typeof after !== 'object' || after === null || Array.isArray(after)) return after;
  const restored = Object.entries(before).flatMap(([name, value]): [string, Json][] => {
    const said = name in after ? name : redactor.name(name);
    if (!(said in after)) return typeof value === 'string' ? [[said, '']] : [];
    // What kind of part or message it is decides how the rest is read: no field rule takes it.
    if (name === 'type' || name === 'role') return [[name, typeof value === 'string' ? redactor.text(value, ['']) : value]];
    return [[said, inShape(value, after[said] as Json, redactor)]];
  });
  return Object.fromEntries(restored);
}

/** Ranks go by the names of facts, and of metadata by their own. */
function redactRanks(ranks: NonNullable<CanonicalRun['factRanks']>, redactor: Redactor): NonNullable<CanonicalRun['factRanks']> {
  const names = Object.keys(ranks);
  const safe = names.map((name) => (name.startsWith(KEY_RANK) ? KEY_RANK + redactor.name(name.slice(KEY_RANK.length)) : name));
  return safe.every((name, index) => name === names[index])
    ? ranks
    : Object.fromEntries(Object.values(ranks).map((rank, index) => [safe[index], rank]));
}

const SNAKE = new Map<string, string>();

/** The names of facts are few; each is written down once. */
function snake(field: string): string {
  const known = SNAKE.get(field);
  if (known !== undefined) return known;
  const said = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (SNAKE.size < 1000) SNAKE.set(field, said);
  return said;
}

function mapped<T>(values: T[], change: (value: T) => T | null): T[] {
  let changed: T[] | undefined;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as T;
    const masked = change(value);
    if (masked !== value) changed ??= values.slice(0, index);
    if (changed !== undefined && masked !== null) changed.push(masked);
  }
  return changed ?? values;
}
