// The words of a comparison, the same on the screen and in an export: names of fields, and the sentence of where two runs part.
import type { MeasureName } from './compare-measures';
import type { PromptPart } from './compare-prompts';
import type { RunComparison } from './compare-runs';
import type { StepDifference } from './compare-steps';

export const MEASURE_TITLES: Record<MeasureName, string> = {
  costUsd: 'Cost',
  latencyMs: 'Time',
  inputTokens: 'Input tokens',
  cachedInputTokens: 'Cached input tokens',
  outputTokens: 'Output tokens',
  reasoningTokens: 'Reasoning tokens',
  steps: 'Steps',
  failedSteps: 'Failed steps',
  retries: 'Retries',
};

export const PROMPT_TITLES: Record<PromptPart, string> = {
  template: 'Prompt template',
  variables: 'Prompt variables',
  system: 'System instructions',
  rendered: 'Rendered prompt',
};

/** `promptVersion` → `prompt version`, `prompt_version` → `prompt version`. */
export function fieldWords(field: string): string {
  return field.replaceAll('_', ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Changes of a step in words; `body` alone is said as other attributes. */
export function changeWords({ changes, moved, left, right }: StepDifference): string[] {
  const shown = changes.filter((change) => change !== 'body' || changes.length === 1);
  return [
    ...(moved === 'parent' ? ['moved below another step'] : moved === 'order' ? ['moved in order'] : []),
    ...shown.map((change) => {
      if (change === 'name') return `renamed from ${left?.name ?? ''} to ${right?.name ?? ''}`;
      return change === 'body' ? 'other attributes' : fieldWords(change);
    }),
  ];
}

/** Where the runs first part, as one sentence. */
export function divergenceSentence({ divergence, steps }: RunComparison): string {
  if (divergence === null) return 'The runs did not part: they were asked, did and answered the same.';
  if (divergence.kind === 'input') return 'The runs were asked different things, so they differ from the start.';
  const step = divergence.row === null ? undefined : steps[divergence.row];
  if (!step) return 'Every recorded step is the same; only the output differs, so what made the difference is not in the trace.';
  const name = `“${step.name}” (${step.kind.toLowerCase()})`;
  switch (divergence.kind) {
    case 'asked':
      return `The runs part at step ${name}: it was given something else.`;
    case 'answered':
      return `The runs part at step ${name}: asked the same, it answered differently.`;
    case 'failed':
      return `The runs part at step ${name}: asked the same, it ${step.right?.status === 'error' ? 'failed on the right only' : 'failed on the left only'}.`;
    case 'set':
      return `The runs part at step ${name}: it ran with another ${changeWords({ ...step, changes: step.changes.filter((change) => change !== 'output' && change !== 'body') }).join(', ')}.`;
    case 'moved':
      return `The runs part at step ${name}: it happened at another place.`;
    default:
      return `The runs part at step ${name}: only the ${divergence.kind === 'only_left' ? 'left' : 'right'} run has it.`;
  }
}
