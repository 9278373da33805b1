'use client';
import { type SubmitEvent, useState } from 'react';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { FormAlert } from '@/components/ui/form-alert';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { DriftAlarmView } from '@/lib/domain/drift/drift-view';

type Decision = 'acknowledged' | 'muted';
export type DecideAlarm = (alarmId: string, input: { state: Decision; reason: string; mute_days?: number }) => Promise<ActionOutcome>;

const WORDS = {
  acknowledged: {
    title: 'Acknowledge the alarm',
    verb: 'Acknowledge',
    done: 'Acknowledged.',
    about: 'It stays in the list until what moved is back, and is not raised again.',
  },
  muted: {
    title: 'Mute the alarm',
    verb: 'Mute',
    done: 'Muted.',
    about: 'It is raised again when the time is over and the change is still there.',
  },
} as const;

/** Both ask for a reason: the next reader wants to know why it was no surprise. */
export function DecideAlarmButtons({ alarm, decide }: { alarm: DriftAlarmView; decide: DecideAlarm }) {
  const [asked, setAsked] = useState<Decision | null>(null);
  return (
    <>
      {alarm.state === 'open' ? (
        <Button size="sm" onClick={() => setAsked('acknowledged')}>
          Acknowledge
        </Button>
      ) : null}
      <Button size="sm" variant="ghost" onClick={() => setAsked('muted')}>
        Mute
      </Button>
      {asked === null ? null : <DecideDialog alarm={alarm} state={asked} decide={decide} onClose={() => setAsked(null)} />}
    </>
  );
}

interface DecideDialogProps {
  alarm: DriftAlarmView;
  state: Decision;
  decide: DecideAlarm;
  onClose: () => void;
}

function DecideDialog({ alarm, state, decide, onClose }: DecideDialogProps) {
  const words = WORDS[state];
  const { isBusy, outcome, run } = useAction(decide, {
    onDone: () => {
      toast.success(words.done);
      onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = state === 'muted' ? { mute_days: Number(form.get('days')) } : {};
    run(alarm.alarmId, { state, reason: String(form.get('reason') ?? ''), ...days });
  };
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent title={words.title} description={`${alarm.summary}. ${words.about}`}>
        <form onSubmit={submit} className="grid gap-3">
          <div className="grid gap-1">
            <Label htmlFor="drift-reason">Reason</Label>
            <Textarea id="drift-reason" name="reason" required rows={3} dir="auto" />
          </div>
          {state === 'muted' ? (
            <div className="grid gap-1">
              <Label htmlFor="drift-days">For</Label>
              <Select id="drift-days" name="days" defaultValue="28">
                <option value="7">a week</option>
                <option value="28">four weeks</option>
                <option value="91">three months</option>
              </Select>
            </div>
          ) : null}
          <FormAlert>{formProblem(outcome, [])}</FormAlert>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" isBusy={isBusy}>
              {words.verb}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
