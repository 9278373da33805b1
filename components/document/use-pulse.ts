'use client';
import { useEffect, useState } from 'react';
import type { HighlightPulse } from './document-highlight';

const PULSE_MS = 1000;

/** Calls `goTo` once for each new pulse, as soon as the viewer is ready; answers the id that is pulsing now. */
export function usePulse(pulse: HighlightPulse | null, isReady: boolean, goTo: (id: string) => void): string | null {
  const [done, setDone] = useState<HighlightPulse | null>(null);
  const [pulsing, setPulsing] = useState<string | null>(null);
  const isNew = pulse !== null && (done === null || pulse.id !== done.id || pulse.at !== done.at);
  useEffect(() => {
    if (!isReady || !isNew || !pulse) return;
    setDone(pulse);
    setPulsing(pulse.id);
    goTo(pulse.id);
  }, [isReady, isNew, pulse, goTo]);
  useEffect(() => {
    if (pulsing === null) return;
    const timer = setTimeout(() => setPulsing(null), PULSE_MS);
    return () => clearTimeout(timer);
  }, [pulsing]);
  return pulsing;
}
