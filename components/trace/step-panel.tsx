import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { Finding } from '@/lib/domain/evidence';
import { StepDetail } from './step-detail';
import type { StepBody } from './use-step-body';

interface StepPanelProps {
  body: StepBody;
  run: { project: string; runId: string };
  /** What is searched inside the run, to be marked in values. */
  words: string;
  /** Those that name the step. */
  findings: readonly Finding[];
}

/** The selected step, while it is loaded, when it could not be, and before one is chosen. */
export function StepPanel({ body, run, words, findings }: StepPanelProps) {
  if (body.state === 'none')
    return (
      <EmptyState title="Choose a step">
        Its messages, tool calls, passages, parameters and cost are shown here. Arrow keys walk through the tree.
      </EmptyState>
    );
  if (body.state === 'ready') return <StepDetail shown={body.step} run={run} words={words} findings={findings} />;
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
