'use client';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { formatNumber } from '@/lib/format';
import { MOST_FOUND } from './json-answers';
import { PlaceSteps, SearchField } from './search-field';
import type { JsonHandle, JsonSource } from './use-json-lines';

interface JsonToolbarProps {
  label: string;
  source: JsonSource;
  json: JsonHandle;
  find: string;
  onFind: (words: string) => void;
  onGo: (offset: number) => Promise<void>;
}

const REST_MS = 200;

/** Search inside one value, and the whole of it as a copy or as a file. */
export function JsonToolbar({ label, source, json, find, onFind, onGo }: JsonToolbarProps) {
  const [found, setFound] = useState<{ words: string; offsets: readonly number[] }>({ words: '', offsets: [] });
  const [rank, setRank] = useState(-1);
  const isReady = json.state.at === 'ready';
  const { ask } = json;
  /** Enter was pressed before the places were known. */
  const isAwaited = useRef(false);
  const latestGo = useRef(onGo);
  useEffect(() => {
    latestGo.current = onGo;
  });
  useEffect(() => {
    setRank(-1);
    isAwaited.current = false;
    if (!isReady || find === '') return setFound({ words: '', offsets: [] });
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const offsets = await ask('find', { words: find });
      if (!isCurrent) return;
      setFound({ words: find, offsets });
      if (!isAwaited.current || offsets[0] === undefined) return;
      setRank(0);
      void latestGo.current(offsets[0]);
    }, REST_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [find, isReady, ask]);
  const { offsets } = found;
  const go = (by: 1 | -1) => {
    if (found.words !== find) isAwaited.current = true;
    if (found.words !== find || offsets.length === 0) return;
    const next = rank < 0 ? (by > 0 ? 0 : offsets.length - 1) : (rank + by + offsets.length) % offsets.length;
    setRank(next);
    void onGo(offsets[next] as number);
  };
  const count = `${formatNumber(offsets.length)}${offsets.length === MOST_FOUND ? ' or more' : ''}`;
  return (
    <div className="flex items-center gap-1 border-border border-b px-1.5 py-0.5">
      <div className="relative min-w-0 flex-1">
        <SearchField
          label={`Search in ${label}`}
          placeholder="Search keys and values"
          words={find}
          onWords={onFind}
          onGo={go}
          className="min-w-24 bg-transparent pr-1"
        />
      </div>
      {find === '' ? null : (
        <>
          <span role="status" className="tabular whitespace-nowrap text-2xs text-muted-foreground">
            {found.words !== find
              ? '…'
              : offsets.length === 0
                ? 'nothing found'
                : rank < 0
                  ? count
                  : `${formatNumber(rank + 1)} of ${count}`}
          </span>
          <PlaceSteps what={`place in ${label}`} isDisabled={offsets.length === 0} onGo={go} />
        </>
      )}
      {'value' in source ? (
        <CopyButton text={JSON.stringify(source.value, null, 2)} what={label} />
      ) : (
        <Button variant="ghost" size="xs" asChild>
          <a href={source.url} download>
            <Download aria-hidden /> Whole value
          </a>
        </Button>
      )}
    </div>
  );
}
