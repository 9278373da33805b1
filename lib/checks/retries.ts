// Tells when a workflow tried again, and whether trying again helped.
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';
import { type Attempts, attemptsOf, hasFailed } from './step-outcome';

/** Guardrails may run on each text that passes by; a second one is no second attempt. */
const TRIED_AGAIN = new Set(['LLM', 'TOOL', 'VALIDATION', 'RETRIEVAL', 'RERANK', 'EMBEDDING', 'PARSE', 'ROUTE']);

export const retries: Check = {
  id: 'retries',
  version: '1',
  codes: [
    {
      code: 'retries_exhausted',
      title: 'Retries exhausted',
      severity: 'high',
      explanation: 'The workflow tried again and failed to the end: what came out is what was left when it gave up.',
    },
    {
      code: 'retried',
      title: 'Tried again',
      severity: 'low',
      explanation: 'An attempt failed and a later one passed. One is ordinary; many on one route are a sign.',
    },
  ],
  run(input: CheckInput): Said[] {
    const groups = attemptsOf(input.steps.filter(({ kind }) => TRIED_AGAIN.has(kind))).filter(
      ({ steps, failed }) => steps.length > 1 && failed.length > 0,
    );
    const stated = input.run.facts.retries ?? 0;
    const told = groups.map(sayAttempts);
    if (stated <= 0 || told.some(({ code }) => code === 'retries_exhausted')) return told;
    const failure = stillFailing(input);
    if (failure) return [{ code: 'retries_exhausted', detail: `The run was tried ${counted(stated + 1, 'time')} and ${failure}.` }];
    return told.length > 0 ? told : [{ code: 'retried', detail: `The run took ${counted(stated, 'retry', 'retries')} before it passed.` }];
  },
};

function sayAttempts({ name, steps, failed, isRecovered }: Attempts): Said {
  const last = failed.at(-1) ?? steps[0];
  const stepId = last?.stepId;
  const reason = last?.error ? `: ${shorten(last.error).replace(/\.$/u, '')}` : '';
  const at = stepId === undefined ? {} : { stepId };
  if (isRecovered) return { code: 'retried', detail: `${name} passed after ${counted(failed.length, 'failed attempt')}${reason}.`, ...at };
  return { code: 'retries_exhausted', detail: `${name} was tried ${steps.length} times and failed to the end${reason}.`, ...at };
}

/** What says that the last attempt failed as well, or null. */
function stillFailing({ run, steps }: CheckInput): string | null {
  const { output, validationErrors } = run.facts;
  const isDerived = run.derived['validationErrors'] !== undefined;
  if (!isDerived && validationErrors && validationErrors.length > 0)
    return `still has ${counted(validationErrors.length, 'validation error')}`;
  const last = steps.filter(({ kind }) => kind === 'LLM' || kind === 'VALIDATION').at(-1);
  if (last && hasFailed(last)) return `its last step, ${last.name}, failed`;
  const root = steps[0];
  if (root && hasFailed(root)) return `ended with an error`;
  if (output === undefined || output === null) return 'has no output';
  return null;
}
