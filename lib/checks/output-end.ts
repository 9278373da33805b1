// Tells when an answer stops before its end, or never came.
import { isCutJson } from '@/lib/domain/json-container';
import type { CanonicalStep } from '@/lib/domain/run/run';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';
import { stopsMidSentence } from './mid-sentence';

/** Words of providers for an answer that met its limit of tokens. */
const CUT =
  /^(?:length|max[_ -]?(?:output[_ -]?)?tokens?|model[_ -]?length|(?:token|output|context)[_ -]?(?:limit|length)(?:[_ -]?(?:reached|exceeded))?|model_context_window_exceeded|incomplete)$/iu;

export const outputEnd: Check = {
  id: 'output-end',
  version: '1',
  codes: [
    {
      code: 'output_truncated',
      title: 'Answer truncated',
      severity: 'high',
      explanation:
        'The answer was cut off at a limit of tokens (high), begins as JSON that does not end, or used exactly the tokens it was allowed (medium). Where no finish reason is known, a text that stops in the middle of a sentence (low).',
    },
    {
      code: 'output_missing',
      title: 'No output',
      severity: 'high',
      explanation: 'The run has no output although outputs were recorded for its steps: it ended without an answer.',
    },
  ],
  run({ run, steps }: CheckInput): Said[] {
    const { output, outputRef, rawOutputRef } = run.facts;
    const isAbsent = output === undefined || output === null || (typeof output === 'string' && output.trim() === '');
    if (isAbsent) return outputRef === undefined && rawOutputRef === undefined ? missing(steps, output === '') : [];
    return cutAnswer(run.facts, steps);
  },
};

function missing(steps: readonly CanonicalStep[], isBlank: boolean): Said[] {
  const recorded = steps.filter(({ output }) => output !== null).length;
  if (!isBlank && recorded === 0) return [];
  return [
    {
      code: 'output_missing',
      detail:
        recorded > 0
          ? `The run ended without an output, although ${counted(recorded, 'step')} of it ${recorded === 1 ? 'has' : 'have'} one.`
          : 'The run ended with an empty output.',
    },
  ];
}

function cutAnswer({ output, finishReason, usage, maxTokens }: CheckInput['run']['facts'], steps: readonly CanonicalStep[]): Said[] {
  const answer = steps.findLast(({ kind }) => kind === 'LLM');
  const at = answer ? { stepId: answer.stepId } : {};
  if (finishReason !== undefined && CUT.test(finishReason.trim())) {
    const tokens = maxTokens === undefined ? '' : ` at ${counted(maxTokens, 'token')}`;
    return [
      {
        code: 'output_truncated',
        detail: `The model stopped${tokens} because of a limit (finish reason “${shorten(finishReason)}”): the answer is not complete.`,
        ...at,
      },
    ];
  }
  if (typeof output === 'string' && isCutJson(output))
    return [
      {
        code: 'output_truncated',
        severity: 'medium',
        detail: `The answer begins as JSON and does not end as such: it stops after ${output.length} characters.`,
        ...at,
      },
    ];
  if (finishReason !== undefined) return earlierCuts(steps, answer);
  const used = answer?.facts.usage?.outputTokens ?? (answer ? undefined : usage?.outputTokens);
  if (maxTokens !== undefined && used !== undefined && used === maxTokens)
    return [
      {
        code: 'output_truncated',
        severity: 'medium',
        detail: `The answer has exactly the ${counted(maxTokens, 'token')} that were allowed, and no finish reason is known.`,
        ...at,
      },
    ];
  if (typeof output === 'string' && stopsMidSentence(output))
    return [
      {
        code: 'output_truncated',
        severity: 'low',
        detail: `The answer stops in the middle of a sentence (“…${[...output.trimEnd()].slice(-40).join('')}”), and no finish reason is known.`,
        ...at,
      },
    ];
  return earlierCuts(steps, answer);
}

/** A model call before the last one that met its limit: what was built on it had half of it. */
function earlierCuts(steps: readonly CanonicalStep[], answer: CanonicalStep | undefined): Said[] {
  const cut = steps.filter(
    (step) => step.kind === 'LLM' && step !== answer && step.facts.finishReason !== undefined && CUT.test(step.facts.finishReason.trim()),
  );
  const [first] = cut;
  if (!first) return [];
  return [
    {
      code: 'output_truncated',
      severity: 'low',
      stepId: first.stepId,
      detail: `${counted(cut.length, 'model call')} before the answer met a limit of tokens: ${[...new Set(cut.map(({ name }) => name))].slice(0, 3).join(', ')}.`,
    },
  ];
}
