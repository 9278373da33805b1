// How steps ended, and which of them are attempts at the same thing.
import { validationProblems } from '@/lib/domain/assemble/assemble-kinds';
import type { CanonicalStep, Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';

/** Whether the step itself went wrong. A validation that found something wrong has failed too. */
export function hasFailed(step: CanonicalStep): boolean {
  if (step.status === 'error' || (step.error !== null && step.status !== 'ok')) return true;
  return step.kind === 'VALIDATION' && validationProblems(step).length > 0;
}

export interface Attempts {
  name: string;
  kind: CanonicalStep['kind'];
  /** In tree order. */
  steps: CanonicalStep[];
  failed: CanonicalStep[];
  /** The last one passed. */
  isRecovered: boolean;
}

/** Steps of one kind and name below one parent, in order; tool calls only where they were made with the same input. */
export function attemptsOf(steps: readonly CanonicalStep[]): Attempts[] {
  const groups = new Map<string, CanonicalStep[]>();
  for (const step of steps) {
    const key = JSON.stringify([step.parentId, step.kind, step.name, step.kind === 'TOOL' ? stableJson(step.input) : '']);
    const group = groups.get(key);
    if (group) group.push(step);
    else groups.set(key, [step]);
  }
  return [...groups.values()].map((group): Attempts => {
    const [first] = group as [CanonicalStep, ...CanonicalStep[]];
    const last = group.at(-1) ?? first;
    return { name: first.name, kind: first.kind, steps: group, failed: group.filter(hasFailed), isRecovered: !hasFailed(last) };
  });
}

/**
 * Where it began, and not every caller that passed it on: failed steps below which nothing else failed, and those whose failed
 * parts had all been made good, so that something else must have ended them.
 */
export function whereItFailed(steps: readonly CanonicalStep[]): CanonicalStep[] {
  const failed = steps.filter(hasFailed);
  const isMadeGood = madeGood(steps);
  const above = ancestorsOf(failed, steps);
  const lasting = ancestorsOf(
    failed.filter((step) => !isMadeGood(step)),
    steps,
  );
  return failed.filter((step) => !above.has(step.stepId) || (!lasting.has(step.stepId) && !isMadeGood(step)));
}

/** Tells of a step whether the last one of the same kind and name passed. */
export function madeGood(steps: readonly CanonicalStep[]): (step: CanonicalStep) => boolean {
  const keyOf = ({ kind, name }: CanonicalStep) => `${kind} ${name}`;
  const last = new Map(steps.map((step) => [keyOf(step), step]));
  return (step) => {
    const end = last.get(keyOf(step));
    return end !== undefined && !hasFailed(end);
  };
}

function ancestorsOf(below: readonly CanonicalStep[], steps: readonly CanonicalStep[]): Set<string> {
  const parents = new Map(steps.map(({ stepId, parentId }) => [stepId, parentId]));
  const above = new Set<string>();
  for (const { parentId } of below) {
    for (let at = parentId; at !== null && !above.has(at); at = parents.get(at) ?? null) above.add(at);
  }
  return above;
}

const EMPTY_WORDS =
  /^(?:\[\s*\]|\{\s*\}|null|none|""|''|undefined|(?:no|zero) (?:results?|matches|documents|records|data|rows|hits)(?: (?:were )?(?:found|available|returned))?\.?|nothing found\.?|not found\.?)$/iu;
const LISTS = ['results', 'items', 'documents', 'data', 'hits', 'matches', 'records', 'rows', 'content', 'passages', 'result', 'output'];

/** Whether an output holds nothing: no value, an empty list, or an object around an empty list. */
export function isEmptyOutput(output: Json | undefined): boolean {
  if (output === null || output === undefined) return true;
  if (typeof output === 'string') return output.trim() === '' || EMPTY_WORDS.test(output.trim());
  if (Array.isArray(output)) return output.length === 0;
  if (typeof output !== 'object') return false;
  if (Object.keys(output).length === 0) return true;
  const lists = LISTS.flatMap((key) => (Object.hasOwn(output, key) ? [output[key] ?? null] : []));
  return lists.length > 0 && lists.every((list) => list === null || (Array.isArray(list) && list.length === 0));
}
