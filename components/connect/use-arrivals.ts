import { useEffect, useRef, useState } from 'react';
import type { Arrivals } from './arrivals';

const ASK_MS = 3000;

/** Asks every few seconds while the page is looked at. An answer that does not come is asked for again. */
export function useArrivals(first: Arrivals, ask: () => Promise<Arrivals>): Arrivals {
  const [arrivals, setArrivals] = useState(first);
  const server = useRef(ask);
  useEffect(() => {
    server.current = ask;
  });
  useEffect(() => {
    let isAsking = false;
    const timer = setInterval(() => {
      if (isAsking || document.visibilityState !== 'visible') return;
      isAsking = true;
      void server
        .current()
        .then(setArrivals)
        .catch(() => undefined)
        .finally(() => {
          isAsking = false;
        });
    }, ASK_MS);
    return () => clearInterval(timer);
  }, []);
  return arrivals;
}
