// Tells when a workflow gave up its own way and took a fallback.
import { isRecord } from '@/lib/domain/assemble/assemble-text';
import type { Json } from '@/lib/domain/run/run';
import type { Check, CheckInput, Said } from './check';
import { shorten } from './claim-words';

const NONE = /^(?:none|no|false|null|n\/?a|-|not taken)$/iu;

export const fallback: Check = {
  id: 'fallback',
  version: '1',
  codes: [
    {
      code: 'fallback_taken',
      title: 'Fallback taken',
      severity: 'medium',
      explanation:
        'The workflow could not go its own way and took a fallback: another model, a canned text, a person. The answer is not the usual one.',
    },
  ],
  run({ run, steps }: CheckInput): Said[] {
    const taken = run.facts.fallbackTaken;
    const step = steps.filter(({ kind }) => kind === 'FALLBACK').at(-1);
    if (taken === undefined || taken === null || taken.trim() === '' || NONE.test(taken.trim())) return [];
    const reason = step ? reasonIn(step.output) : null;
    const why = reason !== null && reason !== taken ? `, because: ${shorten(reason).replace(/\.$/u, '')}` : '';
    return [
      { code: 'fallback_taken', detail: `The run took the fallback “${shorten(taken)}”${why}.`, ...(step ? { stepId: step.stepId } : {}) },
    ];
  },
};

function reasonIn(output: Json): string | null {
  if (!isRecord(output)) return null;
  const word = [output['reason'], output['cause'], output['error']].find((value) => typeof value === 'string');
  return typeof word === 'string' ? word : null;
}
