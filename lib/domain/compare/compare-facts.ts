// What two runs state about themselves, side by side: what explains a difference first, what differs between any two runs last.
import type { Json, RunFacts } from '@/lib/domain/run/run';
import type { AlignedStatus } from './aligned-rows';
import { isEqualJson } from './field-edits';

export interface FactDifference {
  field: string;
  status: AlignedStatus;
  left: Json;
  right: Json;
}

/** Facts that are compared in a part of their own. */
const ELSEWHERE = new Set<keyof RunFacts>(['context', 'output', 'evidence', 'losses']);
/** When a run took place says which is the older one, and is no difference. */
const WHEN = new Set<keyof RunFacts>(['startedAt', 'endedAt']);

/** Versions: another one of these may be why two runs differ. */
export const VERSION_FACTS: readonly (keyof RunFacts)[] = [
  'promptId',
  'promptVersion',
  'modelProvider',
  'modelName',
  'systemFingerprint',
  'route',
  'routePolicyVersion',
  'parserVersion',
  'schemaVersion',
  'release',
  'modelPolicy',
];
export const PARAMETER_FACTS: readonly (keyof RunFacts)[] = ['temperature', 'topP', 'seed', 'maxTokens'];
const TELLING: readonly (keyof RunFacts)[] = [
  ...VERSION_FACTS,
  'instructions',
  ...PARAMETER_FACTS,
  'input',
  'fallbackTaken',
  'validationErrors',
  'retries',
  'finishReason',
];
const ALWAYS_DIFFERENT: readonly (keyof RunFacts)[] = [
  'sessionId',
  'userId',
  'latencyMs',
  'usage',
  'costUsd',
  'metadata',
  'renderedPrompt',
];

export function compareFacts(left: RunFacts, right: RunFacts): FactDifference[] {
  const place = (field: keyof RunFacts) =>
    TELLING.includes(field) ? TELLING.indexOf(field) : ALWAYS_DIFFERENT.includes(field) ? 1000 : 500;
  const fields = ([...new Set([...Object.keys(left), ...Object.keys(right)])] as (keyof RunFacts)[]).sort((a, b) => place(a) - place(b));
  const rows = fields
    .filter((field) => !ELSEWHERE.has(field) && !WHEN.has(field))
    .map((field): FactDifference => {
      const [before, after] = [(left[field] ?? null) as Json, (right[field] ?? null) as Json];
      const status = before === null ? 'added' : after === null ? 'removed' : isEqualJson(before, after) ? 'same' : 'changed';
      return { field, status, left: before, right: after };
    })
    .filter((row) => row.left !== null || row.right !== null);
  return [...rows.filter(({ status }) => status !== 'same'), ...rows.filter(({ status }) => status === 'same')];
}
