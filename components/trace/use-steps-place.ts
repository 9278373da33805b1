import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useState } from 'react';
import { STEP_VIEWS, type StepView } from '@/components/runs/run-page-query';

export interface StepsPlace {
  selected: string | null;
  /** Which of several rows with that id, when it was chosen here; null when the address named it. */
  place: number | null;
  view: StepView;
  select: (stepId: string, place: number | null) => void;
  show: (view: StepView) => void;
}

/**
 * The selected step and how steps are shown, kept in the address so that a link shows the same; changing them asks the server for
 * nothing. While the address names no step it is `first`.
 */
export function useStepsPlace(first: string | null): StepsPlace {
  const search = useSearchParams();
  const pathname = usePathname();
  const [picked, setPicked] = useState<{ stepId: string; place: number | null } | null>(null);
  const put = useCallback(
    (name: string, value: string) => {
      const next = new URLSearchParams(window.location.search);
      next.set(name, value);
      window.history.replaceState(null, '', `${pathname}?${next}`);
    },
    [pathname],
  );
  const selected = search.get('step') ?? first;
  return {
    selected,
    place: picked?.stepId === selected ? picked.place : null,
    view: STEP_VIEWS.find((each) => each === search.get('show')) ?? 'tree',
    select: useCallback(
      (stepId, place) => {
        setPicked({ stepId, place });
        put('step', stepId);
      },
      [put],
    ),
    show: useCallback((view) => put('show', view), [put]),
  };
}
