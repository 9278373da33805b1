// What the models of both runs were told: template, variables, system instructions and the rendered whole, word by word.
import { stableJson } from '@/lib/domain/stable-json';
import type { Json, RunFacts } from '@/lib/domain/run/run';
import type { StepAlignment } from './align-steps';
import { compareOutputs, type OutputDifference } from './compare-values';

export const PROMPT_PARTS = ['template', 'variables', 'system', 'rendered'] as const;
export type PromptPart = (typeof PROMPT_PARTS)[number];

/** Parts of the prompt of one step, by step id; only steps that have one. */
export type StepPrompts = ReadonlyMap<string, { [part in PromptPart]?: Json }>;

export interface PromptDifference {
  part: PromptPart;
  /** Names of the steps where the same texts stand; empty for what the run states as a whole. */
  steps: string[];
  left: Json;
  right: Json;
  difference: OutputDifference;
}

interface Told {
  facts: RunFacts;
  prompts: StepPrompts;
}

/** Only parts that differ; what several steps were told alike is said once. */
export function comparePrompts(left: Told, right: Told, alignment: StepAlignment): PromptDifference[] {
  const found = new Map<string, PromptDifference>();
  const note = (part: PromptPart, before: Json, after: Json, step: string | null) => {
    const texts = [stableJson(before), stableJson(after)];
    if (texts[0] === texts[1]) return;
    const key = [part, ...texts].join('\n');
    const known = found.get(key);
    if (known) {
      if (step !== null && !known.steps.includes(step)) known.steps.push(step);
      return;
    }
    const difference = before === null || after === null ? compareOutputs(before ?? '', after ?? '') : compareOutputs(before, after);
    found.set(key, { part, steps: step === null ? [] : [step], left: before, right: after, difference });
  };
  note('system', left.facts.instructions ?? null, right.facts.instructions ?? null, null);
  note('rendered', left.facts.renderedPrompt ?? null, right.facts.renderedPrompt ?? null, null);
  alignment.toRight.forEach((r, l) => {
    const before = alignment.left.steps[l];
    const after = r === -1 ? undefined : alignment.right.steps[r];
    if (!before || !after) return;
    const [here, there] = [left.prompts.get(before.stepId), right.prompts.get(after.stepId)];
    if (!here && !there) return;
    for (const part of PROMPT_PARTS) note(part, here?.[part] ?? null, there?.[part] ?? null, after.name);
  });
  return [...found.values()].sort((a, b) => PROMPT_PARTS.indexOf(a.part) - PROMPT_PARTS.indexOf(b.part));
}
