import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { JsonLine } from '@/lib/domain/json-lines/json-lines';
import type { Json } from '@/lib/domain/run/run';
import { type JsonAsk, jsonAnswers } from './json-answers';
import type { FromWorker, ToWorker } from './json-worker';

/** A value that is here, or the address where a large one is fetched. */
export type JsonSource = { value: Json } | { url: string };

export interface JsonHandle {
  state: { at: 'loading'; bytes: number } | { at: 'ready' } | { at: 'failed'; message: string };
  count: number;
  ask: JsonAsk;
  /** Null while it is on its way. */
  lineAt: (index: number) => JsonLine | null;
  turn: (index: number) => void;
  /** Opens the way to a byte; the line that holds it. */
  reveal: (offset: number) => Promise<number>;
}

/** Lines fetched together. */
const BLOCK = 100;

/** The lines of a JSON value: small ones are laid out here, large ones in a worker that keeps their bytes. */
export function useJsonLines(source: JsonSource): JsonHandle {
  const value = 'value' in source ? source.value : undefined;
  const url = 'url' in source ? source.url : null;
  const local = useMemo(() => (url === null ? jsonAnswers(new TextEncoder().encode(JSON.stringify(value ?? null))) : null), [value, url]);
  const [state, setState] = useState<JsonHandle['state']>({ at: 'loading', bytes: 0 });
  const [remoteCount, setRemoteCount] = useState(0);
  const [, setVersion] = useState(0);
  const epoch = useRef(0);
  const known = useRef(new Map<number, JsonLine>());
  const wanted = useRef(new Set<number>());
  const worker = useRef<Worker | null>(null);
  const waiting = useRef(new Map<number, (answer: unknown) => void>());

  useEffect(() => {
    if (url === null) return;
    const started = new Worker(new URL('./json-worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    known.current.clear();
    wanted.current.clear();
    setState({ at: 'loading', bytes: 0 });
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if ('progress' in data) setState({ at: 'loading', bytes: data.progress });
      else if ('failed' in data) setState({ at: 'failed', message: data.failed });
      else if ('loaded' in data) {
        setRemoteCount(data.loaded);
        setState({ at: 'ready' });
      } else {
        waiting.current.get(data.id)?.(data.answer);
        waiting.current.delete(data.id);
      }
    };
    started.onerror = () => setState({ at: 'failed', message: 'The viewer could not be started. Download the value instead.' });
    started.postMessage({ load: new URL(url, window.location.href).href } satisfies ToWorker);
    return () => {
      started.terminate();
      worker.current = null;
      waiting.current.clear();
    };
  }, [url]);

  const ask = useCallback<JsonAsk>(
    (question, asked) => {
      if (local) return Promise.resolve(local.answer(question, asked as never) as never);
      return new Promise((resolve) => {
        nextId += 1;
        waiting.current.set(nextId, resolve as (answer: unknown) => void);
        worker.current?.postMessage({ id: nextId, question, ask: asked } satisfies ToWorker);
      });
    },
    [local],
  );
  /** Lines before `index` stay as they are. */
  const changed = useCallback((count: number, index: number) => {
    epoch.current += 1;
    for (const at of known.current.keys()) if (at >= index) known.current.delete(at);
    wanted.current.clear();
    setRemoteCount(count);
    setVersion((before) => before + 1);
  }, []);
  const lineAt = (index: number): JsonLine | null => {
    if (local) return index < local.lines.count ? local.lines.line(index) : null;
    const line = known.current.get(index);
    const block = Math.floor(index / BLOCK);
    if (!line && !wanted.current.has(block)) {
      wanted.current.add(block);
      const asked = epoch.current;
      void ask('lines', { from: block * BLOCK, to: (block + 1) * BLOCK }).then((lines) => {
        // Asked before something was opened or folded: these lines stand elsewhere now.
        if (asked !== epoch.current) return;
        for (const each of lines) known.current.set(each.index, each);
        setVersion((before) => before + 1);
      });
    }
    return line ?? null;
  };
  return {
    state: local ? { at: 'ready' } : state,
    count: local ? local.lines.count : remoteCount,
    ask,
    lineAt,
    turn: useCallback((index) => void ask('turn', { index }).then((count) => changed(count, index)), [ask, changed]),
    reveal: useCallback(
      async (offset) => {
        const { index, count } = await ask('reveal', { offset });
        changed(count, 0);
        return index;
      },
      [ask, changed],
    ),
  };
}

let nextId = 0;
