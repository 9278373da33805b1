import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/**
 * The selected step, kept in the address so that a link shows the same step; changing it asks the server for nothing. While the
 * address names none it is `first`.
 */
export function useSelectedStep(first: string | null): [string | null, (stepId: string) => void] {
  const search = useSearchParams();
  const pathname = usePathname();
  const select = useCallback(
    (stepId: string) => {
      const next = new URLSearchParams(window.location.search);
      next.set('step', stepId);
      window.history.replaceState(null, '', `${pathname}?${next}`);
    },
    [pathname],
  );
  return [search.get('step') ?? first, select];
}
