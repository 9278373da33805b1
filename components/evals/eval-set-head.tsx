'use client';
import { Download, GitCommitHorizontal } from 'lucide-react';
import { useState } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/action-result';
import type { EvalSetSummary } from '@/lib/domain/eval/eval-set';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';

interface EvalSetHeadProps {
  project: string;
  set: string;
  summary: EvalSetSummary | undefined;
  /** Null for who may not publish. */
  publish: ((note: string) => Promise<ActionResult<number>>) | null;
}

export function EvalSetHead({ project, set, summary, publish }: EvalSetHeadProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <PageHeader
        title={set}
        description={summary?.description || 'Corrected runs kept as tests.'}
        actions={
          <>
            <Button asChild size="sm">
              <a href={`${paths.evalSet(project, set)}/download`} download>
                <Download aria-hidden />
                Approved cases, JSONL
              </a>
            </Button>
            {publish ? (
              <Button size="sm" variant="primary" disabled={!summary?.approved} onClick={() => setOpen(true)}>
                <GitCommitHorizontal aria-hidden />
                Publish version
              </Button>
            ) : null}
          </>
        }
      />
      {publish ? (
        <Dialog open={isOpen} onOpenChange={setOpen}>
          <DialogContent
            title={`Publish version ${(summary?.newestVersion?.version ?? 0) + 1} of ${set}`}
            description={`${formatCount(summary?.approved ?? 0, 'approved case')} as they are now. A version never changes; its hash is that of the file which is downloaded.`}
          >
            <PublishForm publish={publish} onDone={() => setOpen(false)} />
          </DialogContent>
        </Dialog>
      ) : null}
    </>
  );
}

function PublishForm({ publish, onDone }: { publish: (note: string) => Promise<ActionResult<number>>; onDone: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (form: FormData) => {
    setBusy(true);
    const result = await publish(String(form.get('note') ?? ''));
    setBusy(false);
    if (!result.ok) return setRefusal(result.message);
    toast.success(`Version ${result.value} is published.`);
    onDone();
  };
  return (
    <form action={send} className="grid gap-3">
      <Field id="publish-note" label="Note" hint="What changed since the last version. Kept with it." error={refusal}>
        <Textarea id="publish-note" name="note" maxLength={2000} rows={3} />
      </Field>
      <DialogFooter>
        <Button type="button" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Publish
        </Button>
      </DialogFooter>
    </form>
  );
}
