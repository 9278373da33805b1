'use client';
import { useState, useTransition } from 'react';
import { toast } from '@/components/ui/toast';
import type { ActionOutcome } from './action-outcome';

interface Running<A extends unknown[], T> {
  isBusy: boolean;
  /** The last answer; null before the first and while one is under way. */
  outcome: ActionOutcome<T> | null;
  run: (...args: A) => void;
  reset: () => void;
}

/** Runs a server action from a form or button. `onDone` hears of success, after it. A refusal is in `outcome`, and said aloud when asked. */
export function useAction<A extends unknown[], T>(
  action: (...args: A) => Promise<ActionOutcome<T>>,
  { onDone, toastRefusals = false }: { onDone?: (value: T) => void; toastRefusals?: boolean } = {},
): Running<A, T> {
  const [isBusy, startTransition] = useTransition();
  const [outcome, setOutcome] = useState<ActionOutcome<T> | null>(null);
  const run = (...args: A) => {
    setOutcome(null);
    startTransition(async () => {
      const answer = await action(...args).catch((): ActionOutcome<T> => UNREACHABLE);
      setOutcome(answer);
      if (answer.ok) onDone?.(answer.value);
      else if (toastRefusals) toast.error(answer.message);
    });
  };
  return { isBusy, outcome, run, reset: () => setOutcome(null) };
}

const UNREACHABLE = { ok: false as const, message: 'The server does not answer. Nothing was changed; try again.', problems: [] };
