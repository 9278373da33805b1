import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** Whether an instant has passed, looked at again every minute; false until the browser has taken over. */
export function useIsPast(at: string | null): boolean {
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    if (at === null) return setPast(false);
    const look = () => setPast(new Date(at).getTime() < Date.now());
    look();
    const timer = setInterval(look, MINUTE_MS);
    return () => clearInterval(timer);
  }, [at]);
  return isPast;
}
