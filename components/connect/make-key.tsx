'use client';
import { KeyRound } from 'lucide-react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { OneTimeSecret } from '@/components/people/one-time-secret';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';

interface MakeKeyProps {
  madeKey: string | null;
  /** Absent: the viewer may not make keys that send runs. */
  make?: () => Promise<ActionOutcome<{ text: string }>>;
  onMade: (text: string) => void;
}

/** A key that may send runs and nothing else, put into the lines below; or how to come by one. */
export function MakeKey({ madeKey, make, onMade }: MakeKeyProps) {
  const { isBusy, run } = useAction(async () => (make ? make() : { ok: false as const, message: '', problems: [] }), {
    onDone: ({ text }) => onMade(text),
    toastRefusals: true,
  });
  if (madeKey !== null)
    return (
      <div role="status" className="grid gap-1.5">
        <p className="text-muted-foreground">It stands in the lines below and is not shown again after you leave this page.</p>
        <OneTimeSecret text={madeKey} what="API key" />
      </div>
    );
  if (!make) return <p className="text-muted-foreground">Ask an owner or an engineer of this project for a key with the scope “ingest”.</p>;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button variant="outline" isBusy={isBusy} onClick={() => run()}>
        <KeyRound aria-hidden /> Make a key for this tracer
      </Button>
      <p className="text-muted-foreground">
        It may send runs and nothing else. Or put a key that you have in place of <code className="font-mono text-xs">cs_…</code> below.
      </p>
    </div>
  );
}
