// What the steps of a run say about the run as a whole: the gaps that a trace leaves in its run-level facts.
import { type Derived, note } from './assemble-derived';
import { fromKinds } from './assemble-kinds';
import { answerIn, isRecord, messageText, questionIn } from './assemble-text';
import type { CanonicalStep, Json, Usage } from '@/lib/domain/run/run';
import type { StepMark } from '@/lib/domain/step-mark';

/** A step in tree order with whether it has children of its own. */
export interface PlacedStep {
  step: CanonicalStep;
  depth: number;
  mark: StepMark | null;
  isLeaf: boolean;
}

/** Every fact that the steps can give, each with the place it was taken from. */
export function factsFromSteps(placed: readonly PlacedStep[]): Derived {
  const found: Derived = {};
  const root = rootOf(placed);
  const models = placed.filter(({ step, isLeaf }) => isLeaf && (step.kind === 'LLM' || step.kind === 'EMBEDDING')).map(({ step }) => step);
  const answers = placed.filter(({ step }) => step.kind === 'LLM').map(({ step }) => step);
  const lastModel = models.filter(({ kind }) => kind === 'LLM').at(-1) ?? answers.at(-1);
  // A model call that is the whole run has its question and answer among its messages, without the form of a request around them.
  if (root?.kind === 'LLM' && root.facts.messages) fromModels(found, [root]);
  if (root) fromRoot(found, root);
  fromModels(found, answers);
  if (lastModel) for (const step of withModelsAbove(placed, lastModel)) fromLastModel(found, step);
  sums(found, models);
  if (root && models.length > 0) note(found, 'costUsd', root.facts.costUsd, 'root step');
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

function fromRoot(found: Derived, root: CanonicalStep): void {
  note(found, 'name', root.name, 'root step');
  if (root.input !== null) {
    const { value, where } = questionIn(root.input);
    note(found, 'input', value, where ? `root step, ${where}` : 'root step');
  }
  if (root.output !== null) {
    const { value, where } = answerIn(root.output);
    note(found, 'output', value, where ? `root step, ${where}` : 'root step');
  }
}

function fromModels(found: Derived, models: readonly CanonicalStep[]): void {
  for (const { facts, input } of models) {
    const asked = facts.messages?.filter(({ role }) => role === 'user').at(-1);
    if (asked) note(found, 'input', messageText(asked), 'first LLM step with a question, last user message');
    else if (input !== null) note(found, 'input', questionIn(input).value, 'first LLM step with a question');
    if (found.input) break;
  }
  for (const { facts, output } of [...models].reverse()) {
    const text = facts.outputMessages
      ?.map((message) => messageText(message))
      .filter(Boolean)
      .join('\n');
    if (text) note(found, 'output', text, 'last LLM step with an answer');
    else if (!facts.outputMessages && output !== null) note(found, 'output', answerIn(output).value, 'last LLM step with an answer');
    if (found.output) return;
  }
}

/** A client and its instrumentation may each trace one call: what the inner step does not say, the outer ones do. */
function withModelsAbove(placed: readonly PlacedStep[], model: CanonicalStep): CanonicalStep[] {
  const at = placed.findIndex(({ step }) => step === model);
  const chain = [model];
  let depth = placed[at]?.depth ?? 0;
  for (let index = at - 1; index >= 0 && depth > 0; index--) {
    const row = placed[index] as PlacedStep;
    if (row.depth >= depth) continue;
    depth = row.depth;
    if (row.step.kind !== 'LLM') return chain;
    chain.push(row.step);
  }
  return chain;
}

function fromLastModel(found: Derived, { facts, name }: CanonicalStep): void {
  const from = `last LLM step (${name})`;
  note(found, 'modelName', facts.modelName, from);
  note(found, 'modelProvider', facts.provider, from);
  note(found, 'promptId', facts.promptId, from);
  note(found, 'promptVersion', facts.promptVersion, from);
  note(found, 'finishReason', facts.finishReason, from);
  note(found, 'systemFingerprint', facts.systemFingerprint, from);
  note(found, 'renderedPrompt', facts.renderedPrompt, from);
  const system = facts.messages
    ?.filter(({ role }) => role === 'system' || role === 'developer')
    .map((message) => messageText(message))
    .join('\n');
  note(found, 'instructions', facts.systemInstructions ?? (system || undefined), from);
  const rationale = facts.outputMessages
    ?.map((message) => messageText(message, 'reasoning'))
    .filter(Boolean)
    .join('\n');
  note(found, 'rationale', rationale || undefined, from);
  const number = (key: string) => (typeof facts.parameters?.[key] === 'number' ? facts.parameters[key] : undefined);
  note(found, 'temperature', number('temperature'), from);
  note(found, 'topP', number('top_p'), from);
  note(found, 'seed', number('seed'), from);
  note(found, 'maxTokens', number('max_tokens'), from);
  note(found, 'outputSchema', schemaIn(facts.parameters?.['response_format']), from);
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
  if (Object.keys(usage).length > 0) note(found, 'usage', usage, from);
  note(found, 'costUsd', costUsd, from);
}

function span(found: Derived, steps: readonly CanonicalStep[]): void {
  const starts = steps.flatMap(({ startNs }) => (startNs === null ? [] : [startNs]));
  const ends = steps.flatMap(({ endNs }) => (endNs === null ? [] : [endNs]));
  const first = starts.reduce<bigint | null>((least, at) => (least === null || at < least ? at : least), null);
  const last = ends.reduce<bigint | null>((most, at) => (most === null || at > most ? at : most), null);
  if (first !== null) note(found, 'startedAt', isoMicros(first), 'earliest step');
  if (last !== null) note(found, 'endedAt', isoMicros(last), 'latest step');
  if (first !== null && last !== null && last >= first) note(found, 'latencyMs', Number(last - first) / 1e6, 'earliest to latest step');
}

/** RFC 3339 UTC with microseconds. */
function isoMicros(ns: bigint): string {
  const micros = ns / 1000n;
  return new Date(Number(micros / 1000n)).toISOString().replace(/(\d{3})Z$/, `$1${String(micros % 1000n).padStart(3, '0')}Z`);
}
