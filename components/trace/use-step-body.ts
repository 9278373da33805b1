import { useCallback, useEffect, useRef, useState } from 'react';
import type { ShownStep } from '@/lib/domain/steps/large-part';

export type LoadStep = (stepId: string) => Promise<{ ok: true; step: ShownStep } | { ok: false; message: string }>;
export type StepBody =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'ready'; step: ShownStep }
  | { state: 'failed'; message: string; retry: () => void };

/** Moving through steps with the arrow keys loads only the one where the keys come to rest. */
const REST_MS = 90;

/** The body of the selected step, loaded once for each. */
export function useStepBody(stepId: string | null, load: LoadStep): StepBody {
  const known = useRef(new Map<string, ShownStep>());
  const [loaded, setLoaded] = useState<{ stepId: string; message: string | null } | null>(null);
  const [attempt, setAttempt] = useState(1);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    if (stepId === null || known.current.has(stepId)) return;
    let isCurrent = true;
    setLoaded(null);
    const timer = setTimeout(
      async () => {
        const result = await load(stepId).catch(() => ({
          ok: false as const,
          message: 'The step could not be loaded. See that you are online, then try again.',
        }));
        if (result.ok) known.current.set(stepId, result.step);
        if (isCurrent) setLoaded({ stepId, message: result.ok ? null : result.message });
      },
      attempt === 1 ? REST_MS : 0,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [stepId, load, attempt]);

  if (stepId === null) return { state: 'none' };
  const step = known.current.get(stepId);
  if (step) return { state: 'ready', step };
  return loaded?.stepId === stepId && loaded.message !== null ? { state: 'failed', message: loaded.message, retry } : { state: 'loading' };
}
