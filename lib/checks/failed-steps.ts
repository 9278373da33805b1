// Finds where a workflow broke: model calls and other steps that ended with an error of their own.
import { groupBy } from '@/lib/domain/group-by';
import type { CanonicalStep } from '@/lib/domain/run/run';
import type { Check, CheckInput, Said } from './check';
import { shorten } from './claim-words';
import { madeGood, whereItFailed } from './step-outcome';

const MODEL_CALLS = new Set(['LLM', 'EMBEDDING']);
/** These have a check of their own. */
const ELSEWHERE = new Set(['TOOL', 'VALIDATION', 'GUARDRAIL', 'REVIEW']);

export const failedSteps: Check = {
  id: 'failed-steps',
  version: '1',
  codes: [
    {
      code: 'model_call_failed',
      title: 'Model call failed',
      severity: 'high',
      explanation: 'A call of a model ended with an error. Low when a later call of the same step passed.',
    },
    {
      code: 'step_failed',
      title: 'Step failed',
      severity: 'high',
      explanation:
        'A step such as parsing, routing or retrieval ended with an error, and nothing below it explains why. Low when a later one of the same name passed.',
    },
  ],
  run({ run, steps }: CheckInput): Said[] {
    const recovered = run.steps.filter(({ mark }) => mark === 'recovered');
    const explained = new Set(recovered.map(({ parentId }) => parentId));
    const told = whereItFailed(steps).filter((step) => !ELSEWHERE.has(step.kind) && !explained.has(step.stepId));
    const groups = groupBy(told, keyOf);
    const lost = recovered.map(
      ({ stepId, name, error }): Said => ({
        code: 'model_call_failed',
        stepId,
        detail: `${name} failed, and the tracer sent no span of it: ${shorten(error ?? 'no reason is recorded').replace(/\.$/u, '')}.`,
      }),
    );
    const calls = new Map<string, number>();
    if (groups.size > 0) for (const step of steps) calls.set(keyOf(step), (calls.get(keyOf(step)) ?? 0) + 1);
    const isMadeGood = madeGood(steps);
    return [...lost, ...[...groups].flatMap(([key, failed]) => say(failed, calls.get(key) ?? 0, isMadeGood))];
  },
};

const keyOf = ({ kind, name }: CanonicalStep): string => `${kind} ${name}`;

function say(failed: readonly CanonicalStep[], calls: number, isMadeGood: (step: CanonicalStep) => boolean): Said[] {
  const [first] = failed;
  if (!first) return [];
  const { kind, name, stepId, error, facts } = first;
  const isRecovered = isMadeGood(first);
  const reason = error ?? facts.errorType ?? 'no reason is recorded';
  const often = calls > 1 ? ` in ${failed.length} of ${calls} calls` : '';
  const code = MODEL_CALLS.has(kind) ? 'model_call_failed' : 'step_failed';
  const detail = `${name} (${kind}) failed${often}: ${shorten(reason).replace(/\.$/u, '')}${isRecovered ? '; the last call passed' : ''}.`;
  return [{ code, stepId, detail, ...(isRecovered ? { severity: 'low' as const } : {}) }];
}
