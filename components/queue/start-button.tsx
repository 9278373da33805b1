'use client';
import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { handOffLease } from '@/components/review/lease-handoff';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { paths } from '@/lib/paths';
import type { QueueActions } from './queue-actions';

interface StartButtonProps {
  project: string;
  queue: string;
  isEmpty: boolean;
  start: QueueActions['start'];
}

/** Claims the next item, or comes back to the one that the viewer holds, and opens it. */
export function StartButton({ project, queue, isEmpty, start }: StartButtonProps) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    const result = await start(queue).catch(() => null);
    setBusy(false);
    if (!result?.ok) return toast.error(result?.message ?? 'The server cannot be reached. Try again.');
    if (result.value === null) return toast.success('Nothing is waiting in this queue.');
    handOffLease(result.value.itemId, result.value.lease);
    router.push(paths.item(project, result.value.itemId));
  };
  return (
    <Button variant="primary" size="sm" isBusy={isBusy} disabled={isEmpty} onClick={begin}>
      <Play aria-hidden /> Start reviewing
    </Button>
  );
}
