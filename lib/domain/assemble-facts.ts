// What the steps of a run say about the run as a whole: the gaps that a trace leaves in its run-level facts.
import { answerIn, isRecord, messageText, questionIn } from './assemble-text';
import type { CanonicalStep, Guardrail, Json, RunFacts, Usage } from './run';

/** A step in tree order with whether it has children of its own. */
export interface PlacedStep {
  step: CanonicalStep;
  depth: number;
  mark: 'orphan' | 'cycle' | null;
  isLeaf: boolean;
}

export type Derived = { [K in keyof RunFacts]?: { value: NonNullable<RunFacts[K]> | null; from: string } };

/** Every fact that the steps can give, each with the place it was taken from. */
export function factsFromSteps(placed: readonly PlacedStep[]): Derived {
  const found: Derived = {};
  const root = rootOf(placed);
  const models = placed.filter(({ step, isLeaf }) => isLeaf && (step.kind === 'LLM' || step.kind === 'EMBEDDING')).map(({ step }) => step);
  const answers = placed.filter(({ step }) => step.kind === 'LLM').map(({ step }) => step);
  const lastModel = models.filter(({ kind }) => kind === 'LLM').at(-1) ?? answers.at(-1);
  if (root) fromRoot(found, root);
  fromModels(found, answers);
  if (lastModel) fromLastModel(found, lastModel);
  sums(found, models);
  fromKinds(
    found,
    placed.map(({ step }) => step),
  );
  span(
    found,
    placed.map(({ step }) => step),
  );
  return found;
}

/** What hangs beside a run (a judgement of it, a log record) is not its root, also where the real root's parent is elsewhere. */
function rootOf(placed: readonly PlacedStep[]): CanonicalStep | undefined {
  const own = placed.filter(({ step }) => step.kind !== 'EVALUATION' && step.kind !== 'EVENT' && step.kind !== 'REVIEW');
  return (own.find(({ depth, mark }) => depth === 0 && mark === null) ?? own[0] ?? placed[0])?.step;
}

function set<K extends keyof RunFacts>(found: Derived, field: K, value: RunFacts[K] | undefined, from: string): void {
  if (value === undefined || found[field]) return;
  Object.assign(found, { [field]: { value, from } });
}

function fromRoot(found: Derived, root: CanonicalStep): void {
  set(found, 'name', root.name, 'root step');
  if (root.input !== null) {
    const { value, where } = questionIn(root.input);
    set(found, 'input', value, where ? `root step, ${where}` : 'root step');
  }
  if (root.output !== null) {
    const { value, where } = answerIn(root.output);
    set(found, 'output', value, where ? `root step, ${where}` : 'root step');
  }
}

function fromModels(found: Derived, models: readonly CanonicalStep[]): void {
  for (const { facts, input } of models) {
    const asked = facts.messages?.filter(({ role }) => role === 'user').at(-1);
    if (asked) set(found, 'input', messageText(asked), 'first LLM step with a question, last user message');
    else if (input !== null) set(found, 'input', questionIn(input).value, 'first LLM step with a question');
    if (found.input) break;
  }
  for (const { facts, output } of [...models].reverse()) {
    const text = facts.outputMessages
      ?.map((message) => messageText(message))
      .filter(Boolean)
      .join('\n');
    if (text) set(found, 'output', text, 'last LLM step with an answer');
    else if (!facts.outputMessages && output !== null) set(found, 'output', answerIn(output).value, 'last LLM step with an answer');
    if (found.output) return;
  }
}

function fromLastModel(found: Derived, { facts, name }: CanonicalStep): void {
  const from = `last LLM step (${name})`;
  set(found, 'modelName', facts.modelName, from);
  set(found, 'modelProvider', facts.provider, from);
  set(found, 'promptId', facts.promptId, from);
  set(found, 'promptVersion', facts.promptVersion, from);
  set(found, 'finishReason', facts.finishReason, from);
  set(found, 'systemFingerprint', facts.systemFingerprint, from);
  set(found, 'renderedPrompt', facts.renderedPrompt, from);
  const system = facts.messages
    ?.filter(({ role }) => role === 'system' || role === 'developer')
    .map((message) => messageText(message))
    .join('\n');
  set(found, 'instructions', facts.systemInstructions ?? (system || undefined), from);
  const rationale = facts.outputMessages
    ?.map((message) => messageText(message, 'reasoning'))
    .filter(Boolean)
    .join('\n');
  set(found, 'rationale', rationale || undefined, from);
  const number = (key: string) => (typeof facts.parameters?.[key] === 'number' ? facts.parameters[key] : undefined);
  set(found, 'temperature', number('temperature'), from);
  set(found, 'topP', number('top_p'), from);
  set(found, 'seed', number('seed'), from);
  set(found, 'maxTokens', number('max_tokens'), from);
  set(found, 'outputSchema', schemaIn(facts.parameters?.['response_format']), from);
}

/** The JSON Schema in an OpenAI-style response format, in either of its two nestings. */
function schemaIn(format: Json | undefined): Json | undefined {
  if (!isRecord(format) || format['type'] !== 'json_schema') return undefined;
  return isRecord(format['json_schema']) ? format['json_schema']['schema'] : format['schema'];
}

/** Parents repeat the usage of their children, so only leaves are counted; a count that no step gave stays unknown. */
function sums(found: Derived, models: readonly CanonicalStep[]): void {
  const usage: Usage = {};
  let costUsd: number | undefined;
  for (const { facts } of models) {
    for (const key of ['inputTokens', 'outputTokens', 'cachedInputTokens', 'cacheWriteTokens', 'reasoningTokens'] as const) {
      const count = facts.usage?.[key];
      if (count !== undefined) usage[key] = (usage[key] ?? 0) + count;
    }
    if (facts.costUsd !== undefined) costUsd = (costUsd ?? 0) + facts.costUsd;
  }
  const from = `sum over ${models.length} LLM and embedding steps`;
  if (Object.keys(usage).length > 0) set(found, 'usage', usage, from);
  set(found, 'costUsd', costUsd, from);
}

function fromKinds(found: Derived, steps: readonly CanonicalStep[]): void {
  const last = (kind: CanonicalStep['kind']) => steps.filter((step) => step.kind === kind).at(-1);
  const route = last('ROUTE');
  if (route) {
    set(
      found,
      'route',
      wordIn(route.output, ['route', 'destination', 'next', 'label', 'category', 'intent', 'name']),
      `ROUTE step (${route.name})`,
    );
    set(
      found,
      'routeReason',
      wordIn(isRecord(route.output) ? route.output : null, ['reason', 'route_reason', 'explanation']),
      `ROUTE step (${route.name})`,
    );
  }
  const prompt = last('PROMPT');
  if (prompt) {
    set(found, 'promptId', prompt.facts.promptId, `PROMPT step (${prompt.name})`);
    set(found, 'promptVersion', prompt.facts.promptVersion, `PROMPT step (${prompt.name})`);
    set(
      found,
      'renderedPrompt',
      prompt.facts.renderedPrompt ?? (typeof prompt.output === 'string' ? prompt.output : undefined),
      `PROMPT step (${prompt.name})`,
    );
  }
  const fallback = last('FALLBACK');
  if (fallback)
    set(
      found,
      'fallbackTaken',
      wordIn(fallback.output, ['fallback', 'taken', 'name', 'reason']) ?? fallback.name,
      `FALLBACK step (${fallback.name})`,
    );
  const guardrails = steps.filter(({ kind }) => kind === 'GUARDRAIL').map(guardrailOf);
  if (guardrails.length > 0) set(found, 'guardrails', guardrails, `${guardrails.length} GUARDRAIL steps`);
  const problems = steps.filter(({ kind }) => kind === 'VALIDATION').flatMap(validationProblems);
  if (problems.length > 0) set(found, 'validationErrors', problems, 'VALIDATION steps');
}

function wordIn(output: Json, keys: readonly string[]): string | undefined {
  if (typeof output === 'string') return output === '' ? undefined : output;
  if (!isRecord(output)) return undefined;
  return keys.map((key) => output[key]).find((value): value is string => typeof value === 'string' && value !== '');
}

function guardrailOf({ name, status, error, output }: CanonicalStep): Guardrail {
  const outcome =
    status === 'error' ? 'error' : (wordIn(output, ['outcome', 'decision', 'action', 'result', 'status']) ?? passed(output) ?? 'pass');
  const detail = error ?? wordIn(isRecord(output) ? output : null, ['detail', 'reason', 'message', 'explanation']);
  return { name, outcome, ...(detail ? { detail } : {}) };
}

function passed(output: Json): string | undefined {
  const flag = isRecord(output) ? (output['passed'] ?? output['pass'] ?? output['valid'] ?? output['ok']) : output;
  return typeof flag === 'boolean' ? (flag ? 'pass' : 'fail') : undefined;
}

/** What a VALIDATION step found wrong; empty when it passed. */
export function validationProblems({ name, status, error, output }: CanonicalStep): string[] {
  const listed = isRecord(output) ? (output['errors'] ?? output['validation_errors']) : null;
  if (Array.isArray(listed) && listed.length > 0)
    return listed.map((problem) => (typeof problem === 'string' ? problem : JSON.stringify(problem)));
  if (status === 'error') return [error ?? `${name} failed`];
  return passed(output) === 'fail'
    ? [wordIn(isRecord(output) ? output : null, ['detail', 'reason', 'message']) ?? `${name} did not pass`]
    : [];
}

function span(found: Derived, steps: readonly CanonicalStep[]): void {
  const starts = steps.flatMap(({ startNs }) => (startNs === null ? [] : [startNs]));
  const ends = steps.flatMap(({ endNs }) => (endNs === null ? [] : [endNs]));
  const first = starts.reduce<bigint | null>((least, at) => (least === null || at < least ? at : least), null);
  const last = ends.reduce<bigint | null>((most, at) => (most === null || at > most ? at : most), null);
  if (first !== null) set(found, 'startedAt', isoMicros(first), 'earliest step');
  if (last !== null) set(found, 'endedAt', isoMicros(last), 'latest step');
  if (first !== null && last !== null && last >= first) set(found, 'latencyMs', Number(last - first) / 1e6, 'earliest to latest step');
}

/** RFC 3339 UTC with microseconds. */
function isoMicros(ns: bigint): string {
  const micros = ns / 1000n;
  return new Date(Number(micros / 1000n)).toISOString().replace(/(\d{3})Z$/, `$1${String(micros % 1000n).padStart(3, '0')}Z`);
}
