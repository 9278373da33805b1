'use client';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toast';
import type { ActionOutcome } from './action-outcome';
import { useAction } from './use-action';

interface SelfApprovalSwitchProps {
  isAllowed: boolean;
  /** Absent: the viewer may see the setting and not change it. */
  allow?: (isAllowed: boolean) => Promise<ActionOutcome>;
}

/** Whether whoever made an eval case may also approve it. */
export function SelfApprovalSwitch({ isAllowed, allow }: SelfApprovalSwitchProps) {
  const { isBusy, run } = useAction(async (next: boolean) => (await allow?.(next)) ?? { ok: true, value: null }, {
    onDone: () => toast.success('Saved.'),
    toastRefusals: true,
  });
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="grid gap-1">
        <Label htmlFor="self-approval">Self-approval of eval cases</Label>
        <p id="self-approval-what" className="text-muted-foreground">
          A case is approved by somebody other than its maker. Switched on, the maker may approve it too, and the case says so: for projects
          of one person.
        </p>
      </div>
      <Switch
        id="self-approval"
        aria-describedby="self-approval-what"
        checked={isAllowed}
        disabled={isBusy || !allow}
        onCheckedChange={(next) => run(next)}
        className="mt-0.5"
      />
    </div>
  );
}
