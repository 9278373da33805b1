import { useCallback } from 'react';
import { toast } from '@/components/ui/toast';
import type { QueueActions } from './queue-actions';

/** Does a verb to an item of the list, says what came of it, and reads the list again. True once it is recorded. */
export function useItemActs(act: QueueActions['act'], refresh: () => Promise<void>) {
  return useCallback(
    async (itemId: string, verb: string, payload: Record<string, string | null>, said: string): Promise<boolean> => {
      const result = await act(itemId, verb, payload).catch(() => null);
      if (result?.ok) toast.success(said);
      else toast.error(result?.message ?? 'The server cannot be reached. Nothing was changed.');
      await refresh();
      return result?.ok === true;
    },
    [act, refresh],
  );
}
