import type { PromptDifference } from '@/lib/domain/compare/compare-prompts';
import { PROMPT_TITLES } from '@/lib/domain/compare/comparison-words';
import { ChangeMark } from './change-mark';
import { DifferenceRow } from './difference-row';
import { ValueDiff } from './value-diff';

/** What the models were told, word by word; several calls that were told the same are one entry. */
export function PromptsDiff({ prompts, isFolded }: { prompts: readonly PromptDifference[]; isFolded: boolean }) {
  if (prompts.length === 0)
    return <p className="text-muted-foreground text-sm">As far as the traces say it, the models were told the same.</p>;
  const keyed = prompts.map((prompt, key) => ({ prompt, key }));
  return (
    <ul className="grid gap-4">
      {keyed.map(({ prompt: { part, steps, left, right, difference }, key }) => (
        <DifferenceRow key={key} isDifference className="grid gap-1.5">
          <span className="flex flex-wrap items-center gap-1.5 text-sm">
            <ChangeMark kind={left === null ? 'added' : right === null ? 'removed' : 'changed'} />
            <span className="font-medium">{PROMPT_TITLES[part]}</span>
            <bdi className="text-muted-foreground text-xs">
              {steps.length === 0
                ? 'of the run'
                : `of ${steps.slice(0, 4).join(', ')}${steps.length > 4 ? ` and ${steps.length - 4} more` : ''}`}
            </bdi>
          </span>
          <div className="max-h-96 overflow-y-auto rounded-md border border-border bg-background px-3 py-2">
            <ValueDiff difference={difference} isFolded={isFolded} />
          </div>
        </DifferenceRow>
      ))}
    </ul>
  );
}
