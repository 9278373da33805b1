'use client';
import { ListTree } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { Finding } from '@/lib/domain/evidence';
import type { StepBrief } from '@/lib/domain/step-brief';
import { missingText } from './mark-words';
import { StepDetail } from './step-detail';
import { StepTreeList } from './step-tree-list';
import { useSelectedStep } from './use-selected-step';
import { type LoadStep, type StepBody, useStepBody } from './use-step-body';

interface StepsViewProps {
  steps: readonly StepBrief[];
  findings: readonly Finding[];
  /** Shown until another is chosen: where the run failed. */
  first: string | null;
  loadStep: LoadStep;
}

/** Tree and waterfall on the left, the selected step on the right. */
export function StepsView({ steps, findings, first, loadStep }: StepsViewProps) {
  const [selected, select] = useSelectedStep(first);
  const missing = missingText(steps.find(({ id }) => id === selected)?.mark);
  const body = useStepBody(missing === null ? selected : null, loadStep);
  if (steps.length === 0) {
    return (
      <EmptyState icon={ListTree} title="The run came without steps">
        It was posted as a record. Send its trace, or put <code>steps</code> into the record, to see what happened inside.
      </EmptyState>
    );
  }
  return (
    <div className="grid overflow-hidden rounded-lg border border-border bg-card lg:h-[calc(100dvh-5rem)] lg:min-h-[30rem] lg:grid-cols-[minmax(24rem,5fr)_minmax(0,6fr)]">
      <div className="h-80 min-h-0 border-border border-b lg:h-auto lg:border-r lg:border-b-0">
        <StepTreeList steps={steps} selected={selected} onSelect={select} />
      </div>
      <div className="thin-scroll min-h-0 min-w-0 overflow-y-auto">
        {missing === null ? (
          <Panel body={body} findings={findings.filter(({ stepId }) => stepId !== null && stepId === selected)} />
        ) : (
          <EmptyState title="This step was not sent">{missing}</EmptyState>
        )}
      </div>
    </div>
  );
}

function Panel({ body, findings }: { body: StepBody; findings: readonly Finding[] }) {
  if (body.state === 'none')
    return (
      <EmptyState title="Choose a step">
        Its messages, tool calls, passages, parameters and cost are shown here. Arrow keys walk through the tree.
      </EmptyState>
    );
  if (body.state === 'ready') return <StepDetail step={body.step} findings={findings} />;
  if (body.state === 'failed') {
    return (
      <ErrorState title="The step could not be shown" action={<Button onClick={body.retry}>Try again</Button>}>
        {body.message}
      </ErrorState>
    );
  }
  return (
    <div role="status" className="grid gap-3 p-4">
      <span className="sr-only">Loading the step</span>
      <Skeleton className="h-6 w-56" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}
