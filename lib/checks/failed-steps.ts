// Finds where a workflow broke: model calls and other steps that ended with an error of their own.
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
    const groups = new Map<string, CanonicalStep[]>();
    for (const step of whereItFailed(steps)) {
      if (ELSEWHERE.has(step.kind) || explained.has(step.stepId)) continue;
      const key = JSON.stringify([step.kind, step.name]);
      groups.set(key, [...(groups.get(key) ?? []), step]);
    }
    const lost = recovered.map(
      ({ stepId, name, error }): Said => ({
        code: 'model_call_failed',
        stepId,
        detail: `${name} failed, and the tracer sent no span of it: ${shorten(error ?? 'no reason is recorded').replace(/\.$/u, '')}.`,
      }),
    );
    return [...lost, ...[...groups.values()].flatMap((failed) => say(failed, steps))];
  },
};

function say(failed: readonly CanonicalStep[], steps: readonly CanonicalStep[]): Said[] {
  const [first] = failed;
  if (!first) return [];
  const { kind, name, stepId, error, facts } = first;
  const all = steps.filter((step) => step.kind === kind && step.name === name);
  const isRecovered = madeGood(steps)(first);
  const reason = error ?? facts.errorType ?? 'no reason is recorded';
  const often = all.length > 1 ? ` in ${failed.length} of ${all.length} calls` : '';
  const code = MODEL_CALLS.has(kind) ? 'model_call_failed' : 'step_failed';
  const detail = `${name} (${kind}) failed${often}: ${shorten(reason).replace(/\.$/u, '')}${isRecovered ? '; the last call passed' : ''}.`;
  return [{ code, stepId, detail, ...(isRecovered ? { severity: 'low' as const } : {}) }];
}
