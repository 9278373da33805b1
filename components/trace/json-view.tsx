'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { cn } from '@/lib/cn';
import type { Json } from '@/lib/domain/run/run';
import { formatBytes } from '@/lib/format';
import { JsonLineRow } from './json-line';
import { JsonToolbar } from './json-toolbar';
import { type JsonSource, useJsonLines } from './use-json-lines';

interface JsonViewProps {
  /** What it is, for screen readers and the copy button: "input". */
  label: string;
  /** Words that are searched on the page around it. */
  words?: string | undefined;
}

const ROW_PX = 24;
const MAX_HEIGHT_PX = 420;
/** Shorter values are seen at once: they get no search of their own. */
const TOOLBAR_LINES = 12;

/** A JSON value that is here: folded where it is deep, drawn only where it is looked at, never cut. */
export function JsonView({ value, ...rest }: JsonViewProps & { value: Json }) {
  return <JsonFrame source={{ value }} {...rest} />;
}

/** A large JSON value, fetched and laid out in a worker; `bytes` as the server counted them, null when it did not. */
export function LargeJsonView({ url, bytes, ...rest }: JsonViewProps & { url: string; bytes: number | null }) {
  return <JsonFrame source={{ url }} bytes={bytes} {...rest} />;
}

function JsonFrame({ source, label, words = '', bytes = null }: JsonViewProps & { source: JsonSource; bytes?: number | null }) {
  const json = useJsonLines(source);
  const [find, setFind] = useState(words);
  const [current, setCurrent] = useState(-1);
  useEffect(() => setFind(words), [words]);
  const viewport = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: json.count,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
  });
  const isLarge = 'url' in source;
  const hasToolbar = isLarge || json.count > TOOLBAR_LINES;
  const goTo = async (offset: number) => {
    const index = await json.reveal(offset);
    setCurrent(index);
    virtual.scrollToIndex(index, { align: 'center' });
  };
  return (
    <div className="group/json relative rounded-md border border-border bg-background">
      {hasToolbar ? (
        <JsonToolbar label={label} source={source} json={json} find={find} onFind={setFind} onGo={goTo} />
      ) : (
        <CopyButton
          text={'value' in source ? JSON.stringify(source.value, null, 2) : ''}
          what={label}
          className="absolute end-1 top-1 z-10 bg-card opacity-0 focus-visible:opacity-100 group-hover/json:opacity-100"
        />
      )}
      {json.state.at === 'loading' ? (
        <p role="status" className="flex items-center gap-2 px-3 py-3 text-muted-foreground text-sm">
          <LoaderCircle aria-hidden className="size-4 animate-spin" />
          <span className="tabular">
            {formatBytes(json.state.bytes)}
            {bytes === null ? '' : ` of ${formatBytes(bytes)}`} read
          </span>
        </p>
      ) : json.state.at === 'failed' ? (
        <p role="alert" className="px-3 py-3 text-danger text-sm">
          {json.state.message}{' '}
          {isLarge ? (
            <Button variant="link" size="xs" asChild>
              <a href={source.url} download>
                Download it
              </a>
            </Button>
          ) : null}
        </p>
      ) : null}
      <section
        ref={viewport}
        dir="ltr"
        aria-label={`${label} as JSON`}
        className={cn('thin-scroll overflow-auto font-mono text-xs leading-5', json.count > 0 && 'px-2 py-1.5')}
        style={{ maxHeight: MAX_HEIGHT_PX }}
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = json.lineAt(item.index);
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={cn('absolute inset-x-0 top-0', item.index === current && 'rounded-sm bg-warning-soft')}
                style={{ transform: `translateY(${item.start}px)`, minHeight: ROW_PX }}
              >
                {line ? <JsonLineRow line={line} ask={json.ask} words={find} onTurn={() => json.turn(item.index)} /> : null}
              </div>
            );
          })}
        </div>
      </section>
    </div>
  );
}
