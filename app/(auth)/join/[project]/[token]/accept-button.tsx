'use client';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';

interface AcceptButtonProps {
  join: () => Promise<ActionOutcome>;
  next: string;
}

export function AcceptButton({ join, next }: AcceptButtonProps) {
  const { isBusy, outcome, run } = useAction(join, { onDone: () => window.location.assign(next) });
  return (
    <>
      <p role="alert" className="text-danger empty:hidden">
        {outcome && !outcome.ok ? outcome.message : null}
      </p>
      <Button variant="primary" size="lg" isBusy={isBusy} disabled={outcome?.ok ?? false} onClick={() => run()}>
        Accept the invitation
      </Button>
    </>
  );
}
