import { useEffect, useState } from 'react';

/** Whether it has been quiet for so long; not before. */
export function useQuiet(isQuiet: boolean, afterMs: number): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isQuiet) return;
    const timer = setTimeout(() => setLong(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isQuiet, afterMs]);
  return isLong;
}
