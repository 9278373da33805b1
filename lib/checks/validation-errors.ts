// Passes on what the run's own validation found wrong.
import { validationProblems } from '@/lib/domain/assemble/assemble-kinds';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';
import { attemptsOf } from './step-outcome';

const SHOWN = 3;

export const validationErrors: Check = {
  id: 'validation-errors',
  version: '1',
  codes: [
    {
      code: 'validation_error',
      title: 'Validation error',
      severity: 'high',
      explanation: 'The workflow itself found its output wrong and went on with it. Lower when a later attempt passed the same validation.',
    },
  ],
  run({ run, steps }: CheckInput): Said[] {
    const isDerived = run.derived['validationErrors'] !== undefined;
    const stated = isDerived ? [] : (run.facts.validationErrors ?? []);
    const groups = attemptsOf(steps.filter(({ kind }) => kind === 'VALIDATION')).filter(({ failed }) => failed.length > 0);
    const open = groups.filter(({ isRecovered }) => !isRecovered);
    const standing = stated.length > 0 ? stated : open.flatMap(({ steps: attempts }) => attempts.slice(-1).flatMap(validationProblems));
    if (standing.length > 0) {
      const stepId = open[0]?.steps.at(-1)?.stepId;
      return [
        {
          code: 'validation_error',
          detail: `The output went out with ${counted(standing.length, 'validation error')}: ${list(standing)}.`,
          ...(stepId === undefined ? {} : { stepId }),
        },
      ];
    }
    return groups.map(({ name, failed }): Said => {
      const problems = failed.flatMap(validationProblems);
      const stepId = failed[0]?.stepId;
      return {
        code: 'validation_error',
        severity: 'low',
        detail: `${name} failed ${counted(failed.length, 'time')} before it passed: ${list(problems)}.`,
        ...(stepId === undefined ? {} : { stepId }),
      };
    });
  },
};

function list(problems: readonly string[]): string {
  const distinct = [...new Set(problems)];
  const shown = distinct.slice(0, SHOWN).map((problem) => shorten(problem).replace(/\.$/u, ''));
  return shown.join('; ') + (distinct.length > SHOWN ? `; and ${distinct.length - SHOWN} more` : '');
}
