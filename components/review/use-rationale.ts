import { useState } from 'react';
import { toast } from '@/components/ui/toast';
import { openRationale } from '@/lib/verbs/open-rationale';
import type { ReviewActions } from './review-actions';

/** Opening is recorded first: what could not be recorded is not shown. */
export function useRationale(itemId: string, actions: Pick<ReviewActions, 'record'>) {
  const [openFor, setOpenFor] = useState<string | null>(null);
  const open = async () => {
    if (openFor === itemId) return;
    const result = await actions.record(openRationale.name, {}).catch(() => null);
    if (result?.ok) setOpenFor(itemId);
    else toast.error(result?.message ?? 'The server cannot be reached, so opening the rationale could not be recorded. Try again.');
  };
  return { isOpen: openFor === itemId, onOpen: () => void open() };
}
