'use client';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import { DEFAULT_STEP_KINDS, readStepKindText, type StepKindRule, stepKindText } from '@/lib/domain/step-kind-rule';
import { type ActionOutcome, formProblem } from './action-outcome';
import { useAction } from './use-action';

interface StepKindsFormProps {
  /** Null: the project goes by the defaults. */
  rules: readonly StepKindRule[] | null;
  /** Absent: the viewer may see the rules and not change them. */
  save?: (rules: StepKindRule[] | null) => Promise<ActionOutcome>;
}

/** Which names of steps stand for which kind. */
export function StepKindsForm({ rules, save }: StepKindsFormProps) {
  const stored = stepKindText(rules ?? DEFAULT_STEP_KINDS);
  const [draft, setDraft] = useState(stored);
  const { isBusy, outcome, run } = useAction(async (wanted: StepKindRule[] | null) => (await save?.(wanted)) ?? { ok: true, value: null }, {
    onDone: () => toast.success('Saved. It goes for traces that come from now on.'),
  });
  const read = readStepKindText(draft);
  const problem = read.problem ?? formProblem(outcome, []);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (read.rules) run(read.rules);
  };
  const reset = () => {
    setDraft(stepKindText(DEFAULT_STEP_KINDS));
    run(null);
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="grid gap-1">
        <h2 className="font-medium" id="step-kinds">
          Kinds of steps by name
        </h2>
        <p className="max-w-3xl text-muted-foreground">
          Most tracers have no word for parsing, routing, validation, fallbacks and approvals. A span that says no more than that it is a
          chain gets its kind from its name: one rule a line, the first that fits counts, <code>*</code> is any text.{' '}
          <code>countersign renormalise</code> applies them to runs that are here already.
        </p>
      </div>
      <Textarea
        aria-labelledby="step-kinds"
        aria-invalid={read.problem !== null}
        className="max-w-md font-mono text-xs"
        rows={Math.min(14, draft.split('\n').length + 1)}
        value={draft}
        readOnly={!save}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
      />
      {problem ? (
        <p role="alert" className="text-danger text-xs">
          {problem}
        </p>
      ) : null}
      {save ? (
        <div className="flex gap-2">
          <Button type="submit" isBusy={isBusy} disabled={draft === stored || read.rules === null}>
            Save
          </Button>
          <Button type="button" variant="ghost" disabled={rules === null || isBusy} onClick={reset}>
            Back to the defaults
          </Button>
        </div>
      ) : null}
    </form>
  );
}
