// Test support: what is stored beside what an independent reading expects, counted per field, with what differs in words.
import type { StoredRunView } from '@/lib/ingest/door-test-bench';
import type { CanonicalStep, Json, Message } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import type { ExpectedCase, ExpectedStep } from './expected-step';
import type { Said } from './said-in';

export const FIELDS = [
  'answers',
  'runs',
  'steps',
  'parents',
  'kinds',
  'model',
  'messages',
  'tool calls',
  'passages',
  'tokens',
  'errors',
] as const;
export type Field = (typeof FIELDS)[number];
export type Tally = { [field in Field]: { right: number; all: number } };

export interface Comparison {
  tally: Tally;
  /** One line for each thing that differs. */
  differences: string[];
}

export function emptyTally(): Tally {
  return Object.fromEntries(FIELDS.map((field) => [field, { right: 0, all: 0 }])) as Tally;
}

export function compareCase(expected: ExpectedCase, runs: readonly StoredRunView[]): Comparison {
  const result: Comparison = { tally: emptyTally(), differences: [] };
  const note = (field: Field, isRight: boolean, what: () => string) => {
    result.tally[field].all += 1;
    if (isRight) result.tally[field].right += 1;
    else result.differences.push(`${field}: ${what()}`);
  };
  const stored = new Map(runs.map((run) => [run.runId, run]));
  for (const runId of expected.runIds) note('runs', stored.has(runId), () => `${runId} is not stored`);
  const isNameless = expected.steps.length > 0 && expected.steps.every(({ stepIds }) => stepIds.length === 0);
  for (const run of runs) if (!expected.runIds.has(run.runId) && !isNameless) note('runs', false, () => `${run.runId} was not sent`);
  const found = new Set<CanonicalStep>();
  for (const step of expected.steps) {
    const run = isNameless ? runs.find(({ steps }) => steps.some((one) => isLike(one, step) && !found.has(one))) : stored.get(step.runId);
    const match = run?.steps.find((one) => (isNameless ? isLike(one, step) && !found.has(one) : step.stepIds.includes(one.stepId)));
    note('steps', match !== undefined, () => `${step.stepIds.join(' or ')} of ${step.runId} is not stored`);
    if (!match || !run) continue;
    found.add(match);
    compareStep(step, match, run, expected, note);
  }
  for (const run of runs) {
    for (const step of run.steps) {
      if (found.has(step) || isOwnRecord(step) || step.stepId === run.runId) continue;
      note('steps', false, () => `${step.stepId} "${step.name}" of ${run.runId} was not sent`);
    }
  }
  return result;
}

/** Log lines without ids are told apart by what they are. */
function isLike(stored: CanonicalStep, { kinds }: ExpectedStep): boolean {
  return kinds.includes(stored.kind);
}

/** A log record without a span is a step by itself, and so is a judgement that came beside the spans. */
function isOwnRecord({ stepId, kind }: CanonicalStep): boolean {
  return stepId.startsWith('log-') && (kind === 'EVENT' || kind === 'EVALUATION');
}

type Note = (field: Field, isRight: boolean, what: () => string) => void;

function compareStep(step: ExpectedStep, stored: CanonicalStep, run: StoredRunView, { steps }: ExpectedCase, note: Note): void {
  const at = `${stored.stepId} "${stored.name}"`;
  const differs = (field: string, is: unknown, should: unknown) => () =>
    `${at} has ${field} ${JSON.stringify(is)}, not ${JSON.stringify(should)}`;
  // A trace that is a record of its own may stand as the root.
  const isTraceAStep = run.steps.some(({ stepId }) => stepId === run.runId) && stored.stepId !== run.runId;
  const parents: (string | null)[] =
    step.parentId === null ? [null, ...(isTraceAStep ? [run.runId] : [])] : [step.parentId, ...aliasesOf(step.parentId, step.runId, steps)];
  note('parents', parents.includes(stored.parentId), differs('parent', stored.parentId, step.parentId));
  if (step.kinds.length > 0) note('kinds', step.kinds.includes(stored.kind), differs('kind', stored.kind, step.kinds.join(' or ')));
  const { facts } = stored;
  if (step.model !== undefined) note('model', facts.modelName === step.model, differs('model', facts.modelName, step.model));
  if (step.tool !== undefined) note('tool calls', facts.toolName === step.tool, differs('tool', facts.toolName, step.tool));
  if (step.kinds.includes('LLM')) {
    compareSaid('input', step.input, facts.messages, stored, at, note);
    compareSaid('output', step.output, facts.outputMessages, stored, at, note);
  }
  const usage = facts.usage ?? {};
  const counts = [
    ['input tokens', usage.inputTokens, step.inputTokens],
    ['output tokens', usage.outputTokens, step.outputTokens],
    ['cached tokens', usage.cachedInputTokens, step.cachedTokens],
    ['reasoning tokens', usage.reasoningTokens, step.reasoningTokens],
  ] as const;
  for (const [name, is, should] of counts) if (should !== undefined) note('tokens', is === should, differs(name, is, should));
  const passages = facts.passages ?? [];
  if (step.passages.length > 0 && passages.length !== step.passages.length)
    note('passages', false, differs('passages', passages.length, step.passages.length));
  else
    step.passages.forEach(({ content, score }, index) => {
      const is = passages[index];
      const isRight = (content === undefined || is?.content === content) && is?.score === score;
      note('passages', isRight, differs(`passage ${index}`, [is?.content.slice(0, 30), is?.score], [content?.slice(0, 30), score]));
    });
  if (step.isError || stored.status === 'error')
    note('errors', step.isError === (stored.status === 'error'), differs('status', stored.status, step.isError ? 'error' : 'ok'));
  if (step.isError && step.error !== undefined) note('errors', stored.error === step.error, differs('error', stored.error, step.error));
}

/** A row that is known by two ids may be named by either. */
function aliasesOf(id: string, runId: string, steps: readonly ExpectedStep[]): string[] {
  return steps.find((step) => step.runId === runId && step.stepIds.includes(id))?.stepIds ?? [];
}

function compareSaid(
  side: 'input' | 'output',
  said: Said,
  messages: Message[] | undefined,
  step: CanonicalStep,
  at: string,
  note: Note,
): void {
  const { systemInstructions, losses } = step.facts;
  const all = stableJson([messages ?? null, systemInstructions ?? null, step[side], losses ?? null] as Json);
  for (const text of said.texts) note('messages', isSaid(all, text), () => `${at} does not say in its ${side}: ${text.slice(0, 60)}`);
  const parts = (messages ?? []).flatMap((message) => message.parts);
  const calls = parts.filter(({ type }) => type === 'tool_call') as { name: string; id?: string }[];
  if (said.calls.length > 0 || calls.length > 0) {
    const listed = (list: readonly { name: string; id?: string }[], isWithId: boolean) =>
      list.map(({ name, id }) => `${name}${isWithId && id ? ` ${id}` : ''}`).sort();
    const isWithId = said.calls.every(({ id }) => id !== undefined);
    const [is, should] = [listed(calls, isWithId), listed(said.calls, isWithId)];
    note(
      'tool calls',
      is.join() === should.join(),
      () => `${at} calls in its ${side} ${is.join(', ') || 'nothing'}, not ${should.join(', ') || 'nothing'}`,
    );
  }
  const answered = parts.flatMap((part) =>
    part.type === 'tool_call_response' && 'id' in part && typeof part.id === 'string' ? [part.id] : [],
  );
  for (const id of said.answered) note('tool calls', answered.includes(id), () => `${at} has no answer to ${id}`);
}

/** A tool's result that is JSON may stand there as the text that it was or as the value that it means. */
function isSaid(all: string, text: string): boolean {
  if (all.includes(JSON.stringify(text.replaceAll('\0', '\ufffd')).slice(1, -1))) return true;
  try {
    return all.includes(stableJson(JSON.parse(text) as Json));
  } catch {
    return false;
  }
}
