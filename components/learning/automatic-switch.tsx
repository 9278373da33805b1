'use client';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toast';

interface AutomaticSwitchProps {
  isOn: boolean;
  /** Absent: the viewer may see the setting and not change it. */
  change?: (isOn: boolean) => Promise<ActionOutcome>;
}

/** Whether a better version takes force without a person. */
export function AutomaticSwitch({ isOn, change }: AutomaticSwitchProps) {
  const { isBusy, run } = useAction(async (next: boolean) => (await change?.(next)) ?? { ok: true, value: null }, {
    onDone: () => toast.success('Saved.'),
    toastRefusals: true,
  });
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="grid gap-1">
        <Label htmlFor="activate-refits">Better versions take force by themselves</Label>
        <p id="activate-refits-what" className="max-w-prose text-muted-foreground text-sm">
          After every tenth verdict, and once a day, a new version is learnt. One that is better on verdicts it had not seen takes force by
          itself, and the trail says so. Switched off, it waits here for a person.
        </p>
      </div>
      <Switch
        id="activate-refits"
        aria-describedby="activate-refits-what"
        checked={isOn}
        disabled={isBusy || !change}
        onCheckedChange={(next) => run(next)}
        className="mt-0.5"
      />
    </div>
  );
}
