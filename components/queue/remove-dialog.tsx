'use client';
import { ReasonDialog } from '@/components/review/reason-dialog';
import { remove } from '@/lib/verbs/remove';
import type { QueueRow } from '@/lib/domain/queue-row';

interface RemoveDialogProps {
  row: QueueRow | null;
  onClose: () => void;
  onConfirm: (payload: Record<string, string>) => Promise<boolean>;
}

/** A removed item is never put in again by a rule, so it asks for a reason. */
export function RemoveDialog({ row, onClose, onConfirm }: RemoveDialogProps) {
  return (
    <ReasonDialog
      verb={remove}
      description={`Run ${row?.runId ?? ''} leaves this queue for good: no rule puts it in again. The run itself stays.`}
      confirm="Remove"
      isOpen={row !== null}
      onClose={onClose}
      onConfirm={async ({ reason_code, note }) => {
        const isDone = await onConfirm({ ...(reason_code ? { reason_code } : {}), ...(note ? { note } : {}) });
        if (isDone) onClose();
        return isDone ? null : 'It could not be removed; the list shows how it stands now.';
      }}
    />
  );
}
