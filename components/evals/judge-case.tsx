'use client';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';

interface JudgeCaseProps {
  reasons: readonly { code: string; title: string }[];
  approve: () => Promise<ActionResult<void>>;
  reject: (reason: { reason_code: string; note: string }) => Promise<ActionResult<void>>;
}

/** A lead lets a candidate in, or keeps it out and says why. */
export function JudgeCase({ reasons, approve, reject }: JudgeCaseProps) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const run = async (work: () => Promise<ActionResult<void>>, done: string, onRefusal: (message: string) => void) => {
    setBusy(true);
    const result = await work();
    setBusy(false);
    if (!result.ok) return onRefusal(result.message);
    setOpen(false);
    toast.success(done);
  };

  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={isBusy}>
        <X aria-hidden />
        Reject
      </Button>
      <Button variant="primary" isBusy={isBusy && !isOpen} onClick={() => run(approve, 'The case is approved.', toast.error)}>
        <Check aria-hidden />
        Approve
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent title="Reject this case" description="It stays on record and enters no version.">
          <form
            action={(form) =>
              run(
                () => reject({ reason_code: String(form.get('reason')), note: String(form.get('note') ?? '') }),
                'The case is rejected.',
                setRefusal,
              )
            }
            className="grid gap-3"
          >
            <Field id="reject-reason" label="Reason">
              <Select id="reject-reason" name="reason" required>
                {reasons.map(({ code, title }) => (
                  <option key={code} value={code}>
                    {title}
                  </option>
                ))}
              </Select>
            </Field>
            <Field id="reject-note" label="Note" error={refusal}>
              <Textarea id="reject-note" name="note" rows={3} maxLength={20_000} />
            </Field>
            <DialogFooter>
              <Button type="button" onClick={() => setOpen(false)}>
                Cancel
              </Button>
              <Button type="submit" variant="danger" isBusy={isBusy}>
                Reject
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
