'use client';
import { RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';

/** How long a refit usually takes, before the page is read again. */
const LOOK_AGAIN_MS = 4000;

export function RefitButton({ refit }: { refit: () => Promise<ActionOutcome> }) {
  const router = useRouter();
  const { isBusy, run } = useAction(refit, {
    onDone: () => {
      toast.success('Refitting. The new version appears here in a moment.');
      setTimeout(() => router.refresh(), LOOK_AGAIN_MS);
    },
    toastRefusals: true,
  });
  return (
    <Button isBusy={isBusy} onClick={() => run()}>
      {isBusy ? null : <RefreshCw aria-hidden />}
      Refit now
    </Button>
  );
}
